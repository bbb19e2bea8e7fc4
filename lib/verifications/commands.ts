import 'server-only'
import { z } from 'zod'
import { isAppendable } from '@/lib/activity/audit-head'
import { verifyingSecrets } from '@/lib/activity/audit-secrets'
import { noProgress, type Progress, verifyNext } from '@/lib/activity/verify-log'
import type { Database } from '@/lib/db/sql'
import { claimJob, saveProgress } from '@/lib/jobs/progress'
import { addJob } from '@/lib/jobs/records'
import { jobKeySchema } from '@/lib/jobs/schema'
import { log } from '@/lib/log'
import { command } from '@/lib/operation'
import { countEntries, findRunning } from '@/lib/verifications/records'

/** At most a thousand rows each. */
const STEPS_PER_BATCH = 5

/** Starts to verify the audit log of the organization, or returns the verification that runs. */
export const startVerification = command({
  name: 'verifications.start',
  permission: 'audit:read',
  input: z.object({}),
  async run({ actor, db, audit }): Promise<{ id: number }> {
    const { organizationId } = actor
    await db.$executeRaw`SELECT pg_advisory_xact_lock(5, ${organizationId}::int)`
    const running = await findRunning(db, actor)
    if (running) return { id: running.id }
    const id = await addJob(db, actor, {
      kind: 'audit.verify',
      state: 'running',
      parameters: {},
      total: await countEntries(db, actor),
    })
    // A damaged log takes no more entries, and verifying says what is wrong with it.
    if (await isAppendable(db, organizationId)) audit({ target: { type: 'job', id } })
    return { id }
  },
})

/** Verifies the next rows of a job; false when there is nothing to do. */
export const verifyLogBatch = command({
  name: 'audit.verifyBatch',
  permission: 'audit:read',
  input: jobKeySchema,
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
