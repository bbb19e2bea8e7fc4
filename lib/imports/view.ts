export type Invitable = {
  /** Users of an import who have no password. */
  users: number
  /** Those of them who have a link that still works. */
  invited: number
}
