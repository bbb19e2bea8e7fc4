import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { SQL } from '@/lib/db/sql'
import { id } from '@/lib/ids'
import { permittedJobs } from '@/lib/jobs/permissions'
import { jobNotFound, selectJobs } from '@/lib/jobs/records'
import { jobKeySchema, listJobsSchema } from '@/lib/jobs/schema'
import type { Job, JobRow } from '@/lib/jobs/view'
import { readIdPage } from '@/lib/listing/id-page'
import type { UncountedPage } from '@/lib/listing/view'
import { query } from '@/lib/operation'

export const getJob = query({
  name: 'jobs.get',
  permission: 'jobs:read',
  input: jobKeySchema,
  async run({ actor, db, input }): Promise<Job> {
    const permitted = permittedJobs(actor, 'read')
    const [job] = await selectJobs(db, SQL.sql`id = ${input.id} AND ${permitted}`)
    if (!job) throw jobNotFound()
    return job
  },
})

/** The latest jobs first. */
export const listJobs = query({
  name: 'jobs.list',
  permission: 'jobs:read',
  input: listJobsSchema,
  run({ actor, db, input }): Promise<UncountedPage<Job>> {
    const permitted = permittedJobs(actor, 'read')
    return readIdPage({
      cursor: input.cursor,
      order: 'jobs',
      direction: 'desc',
      read: ({ afterCursor, orderBy, limit }) =>
        selectJobs(db, SQL.sql`${permitted} ${afterCursor} ORDER BY ${orderBy} LIMIT ${limit}`),
    })
  },
})

const jobRowsSchema = z.object({
  id,
  rejected: z.boolean().default(false),
  after: z.int().default(0),
  size: z.int().min(1).max(5_000),
})

/** The rows of a job in order, from `after` on: all of them, or only the rejected. */
export const listJobRows = query({
  name: 'jobs.listRows',
  permission: 'jobs:read',
  input: jobRowsSchema,
  run({ actor, db, input }): Promise<JobRow[]> {
    const rejected = input.rejected ? SQL.sql`AND error IS NOT NULL` : SQL.empty
    return db.$queryRaw<JobRow[]>`
      SELECT row, fields, error FROM job_rows
       WHERE job_id = (SELECT id FROM jobs
                        WHERE id = ${input.id} AND ${permittedJobs(actor, 'read')})
         AND row > ${input.after} ${rejected}
       ORDER BY row LIMIT ${input.size}`
  },
})

// A row can have 64 KB, and a batch is read without a pause.
const EXPORT_BATCH_SIZE = 100

export const exportRejectedRows = query({
  name: 'jobs.exportRejectedRows',
  permission: 'jobs:read',
  input: jobKeySchema,
  async run({ actor, input }): Promise<AsyncIterable<JobRow[]>> {
    await getJob(actor, input)
    return rejectedRows(actor, input.id)
  },
})

async function* rejectedRows(actor: Actor, id: number): AsyncGenerator<JobRow[]> {
  let after: number | undefined = 0
  while (after !== undefined) {
    const size = EXPORT_BATCH_SIZE
    const rows: JobRow[] = await listJobRows(actor, { id, rejected: true, after, size })
    yield rows
    after = rows.length === size ? rows.at(-1)?.row : undefined
  }
}
