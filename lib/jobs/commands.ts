import 'server-only'
import { AppError } from '@/lib/errors'
import { whyNotCancelable } from '@/lib/jobs/policy'
import { lockJob, removeUnrejectedRows } from '@/lib/jobs/records'
import { jobKeySchema } from '@/lib/jobs/schema'
import { command } from '@/lib/operation'

/** Ends a job early; the batches that are already committed stay. */
export const cancelJob = command({
  name: 'jobs.cancel',
  permission: 'jobs:write',
  input: jobKeySchema,
  target: ({ id }) => ({ type: 'job', id }),
  async run({ actor, db, input, audit }): Promise<{ id: number }> {
    const job = await lockJob(db, actor, input.id)
    const reason = whyNotCancelable(job)
    if (reason) throw new AppError('conflict', reason)
    const { id, kind, succeeded } = job
    await db.$executeRaw`UPDATE jobs SET state = 'canceled', updated_at = now() WHERE id = ${id}`
    await removeUnrejectedRows(db, id)
    audit({ target: { type: 'job', id }, detail: { kind, succeeded } })
    return { id }
  },
})
