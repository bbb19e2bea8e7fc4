import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { selectJobs } from '@/lib/jobs/records'
import type { Job, JobKind, JobOf, JobState } from '@/lib/jobs/view'

/**
 * Locks a job for one batch in this transaction. Returns undefined when the job has ended, or
 * while another instance works: one worker runs at a time over all instances.
 */
export async function claimJob<K extends JobKind>(
  db: Database,
  actor: Actor,
  id: number,
  kind: K,
): Promise<JobOf<K> | undefined> {
  const [lock] = await db.$queryRaw<{ acquired: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(3, 0) AS acquired`
  if (!lock?.acquired) return undefined
  const [job] = await selectJobs(
    db,
    SQL.sql`id = ${id} AND kind = ${kind} AND state IN ('checking', 'running')
            AND organization_id = ${actor.organizationId} AND user_id = ${actor.userId} FOR UPDATE`,
  )
  return job && isOfKind(job, kind) ? job : undefined
}

function isOfKind<K extends JobKind>(job: Job, kind: K): job is JobOf<K> {
  return job.kind === kind
}

type BatchResult = {
  state: JobState
  lastRow: number | undefined
  processed: number
  succeeded: number
  rejected: number
  duplicates?: number
  /** What the job has found. */
  result?: object
}

/** Adds the result of a batch to its job, in the transaction of the batch. */
export async function saveProgress(db: Database, jobId: number, batch: BatchResult): Promise<void> {
  const { state, lastRow, processed, succeeded, rejected, duplicates = 0, result } = batch
  await db.$executeRaw`
    UPDATE jobs
       SET state = ${state}, last_row = coalesce(${lastRow}, last_row), attempts = 0,
           processed = processed + ${processed}, succeeded = succeeded + ${succeeded},
           rejected = rejected + ${rejected},
           duplicates = duplicates + ${duplicates},
           result = coalesce(${result ? JSON.stringify(result) : null}::jsonb, result),
           updated_at = now()
     WHERE id = ${jobId}`
}
