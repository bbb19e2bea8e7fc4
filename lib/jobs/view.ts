export type JobKind = 'accounts.import' | 'users.import' | 'accounts.delete' | 'accounts.restore'

/**
 * A file is checked first, then waits (`ready`) until someone says that it shall be imported. A
 * deletion runs at once, and so does taking it back.
 */
export type JobState = 'checking' | 'ready' | 'running' | 'done' | 'failed' | 'cancelled'

/** What a job works on: the account of imported users, or the search whose accounts are deleted. */
export type JobParameters = {
  /** The name of the file, as its sender called it. */
  file?: string
  /** Columns of the file that nobody asked for. */
  ignored?: string[]
  accountId?: number
  /** The accounts that are deleted: these, or all that a search finds. */
  id?: number[]
  q?: string
  all?: boolean
  /** The highest ID at the start: what is added later is not meant. */
  lastId?: number
  /** What the accounts of a deletion, and their users, are known by afterwards. */
  deactivationId?: string
}

/** Long work as the console shows it. */
export type JobView = {
  id: number
  kind: JobKind
  state: JobState
  parameters: JobParameters
  /** How many rows or accounts there are, how many of them are done and how many were refused. */
  total: number
  done: number
  refused: number
  /** Why it failed, if it did. */
  message: string
  email: string
  createdAt: Date
  updatedAt: Date
}

/** A row of a file, or an account of a deletion, with why it was refused. */
export type JobRow = {
  row: number
  fields: { [name: string]: string }
  fault: string | null
}

/** Whether it still works by itself. */
export function isInProgress({ state }: Pick<JobView, 'state'>): boolean {
  return state === 'checking' || state === 'running'
}
