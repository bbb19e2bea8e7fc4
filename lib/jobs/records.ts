import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { MAX_INTEGER } from '@/lib/ids'
import { permittedJobs } from '@/lib/jobs/permissions'
import { jobSchema } from '@/lib/jobs/schema'
import type { Job, JobKind, JobOf } from '@/lib/jobs/view'

const RETENTION = '30 days'

const columns = SQL.sql`id, kind, state, parameters, result, total, last_row AS "lastRow", processed,
  succeeded, rejected, duplicates, message, email, created_at AS "createdAt"`

export async function selectJobs(db: Database, condition: SQL.Sql): Promise<Job[]> {
  const rows = await db.$queryRaw<unknown[]>`SELECT ${columns} FROM jobs WHERE ${condition}`
  return rows.map((row) => jobSchema.parse(row))
}

export async function lockJob(db: Database, actor: Actor, id: number): Promise<Job> {
  const permitted = permittedJobs(actor, 'write')
  const [job] = await selectJobs(db, SQL.sql`id = ${id} AND ${permitted} FOR UPDATE`)
  if (!job) throw jobNotFound()
  return job
}

export function jobNotFound(): AppError {
  return new AppError('not-found', 'Job not found.')
}

// Distributes over the kinds, so that parameters match their kind.
type NewJob<K = JobKind> = K extends JobKind
  ? Pick<JobOf<K>, 'kind' | 'parameters' | 'state' | 'total'>
  : never

/** Adds a job without rows, and removes the organization's expired jobs. */
export async function addJob(db: Database, actor: Actor, job: NewJob): Promise<number> {
  const { organizationId, userId, email, origin } = actor
  await db.$executeRaw`DELETE FROM jobs WHERE organization_id = ${organizationId}
    AND created_at < now() - ${RETENTION}::interval AND state NOT IN ('checking', 'running')`
  const { id } = await db.job.create({
    data: { organizationId, userId, email, address: origin.address, ...job },
    select: { id: true },
  })
  return id
}

export type NewRow = {
  row: number
  key?: string | undefined
  fields: { [name: string]: string }
  error?: string | undefined
}

export async function addRows(db: Database, jobId: number, rows: NewRow[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO job_rows (job_id, row, key, fields, error)
    SELECT ${jobId}, row, key, fields, error
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           AS r (row int, key text, fields jsonb, error text)`
}

/** Removes the rows that were not rejected: they are personal data that nothing needs anymore. */
export async function removeUnrejectedRows(
  db: Database,
  jobId: number,
  { after = 0, upTo = MAX_INTEGER }: { after?: number; upTo?: number | undefined } = {},
): Promise<void> {
  await db.$executeRaw`
    DELETE FROM job_rows
     WHERE job_id = ${jobId} AND row > ${after} AND row <= ${upTo} AND error IS NULL`
}
