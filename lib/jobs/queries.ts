import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { id } from '@/lib/ids'
import { jobKeySchema } from '@/lib/jobs/schema'
import type { JobRow, JobView } from '@/lib/jobs/view'
import { query } from '@/lib/operation'

const columns = SQL.sql`id, kind, state, parameters, total, done, refused, message, email,
  created_at AS "createdAt", updated_at AS "updatedAt"`

/** A job of the organization. */
export const getJob = query({
  name: 'jobs.get',
  permission: 'accounts:read',
  input: jobKeySchema,
  async run({ actor, db, input }): Promise<JobView> {
    const [job] = await db.$queryRaw<JobView[]>`
      SELECT ${columns} FROM jobs
       WHERE id = ${input.id} AND organization_id = ${actor.organizationId}`
    if (!job) throw new AppError('not-found', 'There is no such job.')
    return job
  },
})

const RECENT = 10

/** The latest jobs of the organization, the newest first. */
export const listJobs = query({
  name: 'jobs.find',
  permission: 'accounts:read',
  input: z.object({}),
  run: ({ actor, db }): Promise<JobView[]> => db.$queryRaw<JobView[]>`
    SELECT ${columns} FROM jobs WHERE organization_id = ${actor.organizationId}
     ORDER BY id DESC LIMIT ${RECENT}`,
})

const jobRowsSchema = z.object({
  id,
  refused: z.boolean().default(false),
  after: z.int().default(0),
  size: z.int().min(1).max(5_000),
})

/** The rows of a job in their order, after one of them: all, or only those that were refused. */
export const listJobRows = query({
  name: 'jobs.findRows',
  permission: 'accounts:read',
  input: jobRowsSchema,
  run({ actor, db, input }): Promise<JobRow[]> {
    const refused = input.refused ? SQL.sql`AND r.fault IS NOT NULL` : SQL.empty
    return db.$queryRaw<JobRow[]>`
      SELECT r.row, r.fields, r.fault FROM job_rows r
        JOIN jobs j ON j.id = r.job_id AND j.organization_id = ${actor.organizationId}
       WHERE r.job_id = ${input.id} AND r.row > ${input.after} ${refused}
       ORDER BY r.row LIMIT ${input.size}`
  },
})

const EXPORTED_AT_ONCE = 2_000

/** Every row of a job that was refused, in their order, batch by batch. */
export const exportRefusedRows = query({
  name: 'jobs.exportRefused',
  permission: 'accounts:read',
  input: jobKeySchema,
  async run({ actor, input }): Promise<AsyncIterable<JobRow[]>> {
    await getJob(actor, input)
    return batches(actor, input.id)
  },
})

async function* batches(actor: Actor, id: number): AsyncGenerator<JobRow[]> {
  let after: number | undefined = 0
  while (after !== undefined) {
    const size = EXPORTED_AT_ONCE
    const rows: JobRow[] = await listJobRows(actor, { id, refused: true, after, size })
    yield rows
    after = rows.length === size ? rows.at(-1)?.row : undefined
  }
}
