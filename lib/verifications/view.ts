import type { Job } from '@/lib/jobs/view'

export type LogState = {
  /** The job that verified the log last, or does now. */
  latest: Job | null
  /** Entries before this one are in files. Null if all are in the database. */
  archivedBefore: Date | null
}
