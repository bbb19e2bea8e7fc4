export type Invitable = {
  /** Users of an import who have no password. */
  users: number
  /** Those of them who have a link that still works. */
  invited: number
}

/** A value of a user that a row of a file changes, as the file writes it. */
export type RowChange = { column: string; before: string; after: string }

/** What a row of a checked file would do. */
export type PlannedRow = {
  row: number
  action: 'add' | 'change' | 'keep' | 'reject'
  /** Of the user, or why the row is rejected. */
  name: string
  changes: RowChange[]
}
