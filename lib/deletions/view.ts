/** What deleting a selection of accounts would do. */
export type Consequences = {
  /** Without the default account, which is never deleted. */
  accounts: number
  /** Active users, who are deactivated and signed out. */
  users: number
  /** Whether the selection includes the default account. */
  defaultAccount: boolean
  /** The first names in alphabetical order. */
  names: string[]
}
