import 'server-only'
import { z } from 'zod'
import type { Origin } from '@/lib/auth/actor'
import { id } from '@/lib/ids'
import type { BackgroundKind } from '@/lib/jobs/view'
import { systemOperation } from '@/lib/operation'

export const workerOrigin: Origin = { address: 'host', requestId: 'jobs', userAgent: 'jobs' }

export type QueuedJob = { id: number; kind: BackgroundKind; address: string }

/**
 * The job that has waited longest for its turn. Every batch moves its job to the end of the queue,
 * so a large job of one organization doesn't hold up the others.
 */
export const nextJob = systemOperation({
  input: z.object({}),
  async run({ db }): Promise<QueuedJob | undefined> {
    const [job] = await db.$queryRaw<QueuedJob[]>`
      SELECT id, kind, address FROM jobs WHERE state IN ('checking', 'running')
       ORDER BY updated_at, id LIMIT 1`
    return job
  },
})

/** Counts a failed attempt, and moves the job to the end of the queue; the attempts in a row. */
export const countAttempt = systemOperation({
  input: z.object({ id }),
  async run({ db, input }): Promise<number> {
    const [job] = await db.$queryRaw<{ attempts: number }[]>`
      UPDATE jobs SET attempts = attempts + 1, updated_at = now() WHERE id = ${input.id}
      RETURNING attempts`
    return job?.attempts ?? 0
  },
})

export const failJob = systemOperation({
  input: z.object({ id, message: z.string() }),
  run: ({ db, input }) => db.$executeRaw`
    WITH failed AS (
           UPDATE jobs SET state = 'failed', message = ${input.message}, updated_at = now()
            WHERE id = ${input.id} AND state IN ('checking', 'running') RETURNING id)
    DELETE FROM job_rows r USING failed WHERE r.job_id = failed.id AND r.error IS NULL`,
})
