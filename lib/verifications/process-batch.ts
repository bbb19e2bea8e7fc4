import 'server-only'
import { isAppendable } from '@/lib/activity/audit-head'
import { verifyingSecrets } from '@/lib/activity/audit-secrets'
import { noProgress, type Progress, verifyNext } from '@/lib/activity/verify-log'
import type { Database } from '@/lib/db/sql'
import { claimJob, saveProgress } from '@/lib/jobs/progress'
import { jobKeySchema } from '@/lib/jobs/schema'
import { log } from '@/lib/log'
import { command } from '@/lib/operation'

/** At most a thousand rows each. */
const STEPS_PER_BATCH = 5

/** Verifies the next rows of a job; false when there is nothing to do. */
export const verifyLogBatch = command({
  name: 'audit.verifyBatch',
  permission: 'audit:read',
  input: jobKeySchema,
  target: ({ id }) => ({ type: 'job', id }),
  async run({ actor, db, input, audit }): Promise<boolean> {
    const job = await claimJob(db, actor, input.id, 'audit.verify')
    if (!job) return false
    const { organizationId } = actor
    const before: Progress = job.result ?? noProgress(organizationId)
    const after = await verifySteps(db, before)
    const { head, since, problem } = after.verified
    const processed = head.seq - before.verified.head.seq
    await saveProgress(db, job.id, {
      state: after.isComplete ? 'completed' : 'running',
      lastRow: head.seq,
      processed,
      succeeded: processed,
      rejected: 0,
      result: after,
    })
    if (problem) log.error({ organizationId, problem }, 'the audit log is not intact')
    if (after.isComplete && (await isAppendable(db, organizationId))) {
      audit({
        operation: 'audit.verify',
        target: { type: 'job', id: job.id },
        detail: { entries: head.seq, since, problem },
      })
    }
    return true
  },
})

async function verifySteps(db: Database, before: Progress): Promise<Progress> {
  const secrets = verifyingSecrets()
  let progress = before
  for (let step = 0; step < STEPS_PER_BATCH && !progress.isComplete; step += 1) {
    progress = await verifyNext(db, secrets, progress)
  }
  return progress
}
