/** What deleting a selection of accounts would do. */
export type Consequences = {
  /** How many accounts, without the default account. */
  accounts: number
  /** How many active users are deactivated and signed out. */
  users: number
  /** Whether the default account is among them, which stays. */
  defaultAccount: boolean
  /** Some of the names, in alphabetical order. */
  names: string[]
}
