import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { jobKeySchema } from '@/lib/jobs/schema'
import type { JobState } from '@/lib/jobs/view'
import { command } from '@/lib/operation'

/** Imports the file that was checked. */
export const startJob = command({
  name: 'jobs.start',
  permission: 'accounts:write',
  input: jobKeySchema,
  async run({ actor, db, input, audit }): Promise<{ id: number }> {
    const job = await lockJob(db, actor, input.id)
    if (job.state !== 'ready') throw new AppError('conflict', notReady[job.state])
    await db.$executeRaw`
      UPDATE jobs SET state = 'running', place = 0, done = 0, user_id = ${actor.userId},
             email = ${actor.email}, address = ${actor.origin.address}, updated_at = now()
       WHERE id = ${input.id}`
    audit({ target: { type: 'job', id: input.id }, detail: { kind: job.kind } })
    return { id: input.id }
  },
})

const notReady: { [state in Exclude<JobState, 'ready'>]: string } = {
  checking: 'The file is still being checked. Wait until it is done.',
  running: 'It is running already.',
  done: 'It has been done already.',
  failed: 'It has failed. Begin it anew.',
  cancelled: 'It was cancelled. Begin it anew.',
}

/** Ends a job before it is done; what it has done so far stays. */
export const cancelJob = command({
  name: 'jobs.cancel',
  permission: 'accounts:write',
  input: jobKeySchema,
  async run({ actor, db, input, audit }): Promise<{ id: number }> {
    const { state, kind, done } = await lockJob(db, actor, input.id)
    if (state === 'done' || state === 'failed' || state === 'cancelled') {
      throw new AppError('conflict', notReady[state])
    }
    await db.$executeRaw`UPDATE jobs SET state = 'cancelled', updated_at = now()
                          WHERE id = ${input.id}`
    // What was not refused is of no use any more, and people's data.
    await db.$executeRaw`DELETE FROM job_rows WHERE job_id = ${input.id} AND fault IS NULL`
    audit({ target: { type: 'job', id: input.id }, detail: { kind, done } })
    return { id: input.id }
  },
})

type Found = { kind: string; state: JobState; done: number }

async function lockJob(db: Database, actor: Actor, id: number): Promise<Found> {
  const [job] = await db.$queryRaw<Found[]>`
    SELECT kind, state, done FROM jobs
     WHERE id = ${id} AND organization_id = ${actor.organizationId} FOR UPDATE`
  if (!job) throw new AppError('not-found', 'There is no such job.')
  return job
}
