import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import type { JobKind, JobParameters, JobState } from '@/lib/jobs/view'

const KEPT = '30 days'

export type Job = {
  id: number
  kind: JobKind
  state: JobState
  parameters: JobParameters
  total: number
  place: number
  done: number
  refused: number
}

/** What is known of a new job; its rows are added apart. */
type NewJob = { kind: JobKind; state: JobState; parameters: JobParameters; total: number }

/** Adds a job; the organization's jobs of more than a month ago go with their rows. */
export async function addJob(db: Database, actor: Actor, job: NewJob): Promise<number> {
  const { organizationId, userId, email, origin } = actor
  await db.$executeRaw`DELETE FROM jobs WHERE organization_id = ${organizationId}
    AND created_at < now() - ${KEPT}::interval AND state NOT IN ('checking', 'running')`
  const { address } = origin
  const { id } = await db.job.create({
    data: { organizationId, userId, email, address, ...job },
    select: { id: true },
  })
  return id
}

/** A row as it is kept: `key` is what there may be only one of. */
type NewRow = {
  row: number
  key?: string | undefined
  fields: { [name: string]: string }
  fault?: string | undefined
}

/** Adds rows to a job, a few thousand at a time. */
export async function addRows(db: Database, jobId: number, rows: NewRow[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO job_rows (job_id, row, key, fields, fault)
    SELECT ${jobId}, row, key, fields, fault
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           AS r (row int, key text, fields jsonb, fault text)`
}

/**
 * The job, locked for one bit of its work in this transaction; undefined when it is over, or when
 * another instance is at work: of all instances one works at a time.
 */
export async function claimJob(db: Database, actor: Actor, id: number): Promise<Job | undefined> {
  const [lock] = await db.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(3, 0) AS taken`
  if (!lock?.taken) return undefined
  const [job] = await db.$queryRaw<Job[]>`
    SELECT id, kind, state, parameters, total, place, done, refused FROM jobs
     WHERE id = ${id} AND organization_id = ${actor.organizationId} AND user_id = ${actor.userId}
       AND state IN ('checking', 'running') FOR UPDATE`
  return job
}

/** Writes down how far a job has come, in the transaction of what it has done. */
export async function saveProgress(
  db: Database,
  { id, state, place, done, refused, total }: Omit<Job, 'kind' | 'parameters'>,
): Promise<void> {
  await db.$executeRaw`
    UPDATE jobs SET state = ${state}, place = ${place}, done = ${done}, refused = ${refused},
           total = ${total}, updated_at = now()
     WHERE id = ${id}`
}
