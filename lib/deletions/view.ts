export type Consequences = {
  /** Without the default account, which is never deleted. */
  accounts: number
  /** Active users, who are deactivated and signed out. */
  users: number
  defaultAccount: boolean
  /** The first names in alphabetical order. */
  names: string[]
}
