import 'server-only'
import { randomUUID } from 'node:crypto'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { deleteBatch } from '@/lib/deletions/delete-batch'
import { restoreBatch } from '@/lib/deletions/restore-batch'
import { startDeletionSchema } from '@/lib/deletions/schema'
import { saveTargets } from '@/lib/deletions/targets'
import { AppError, fieldError } from '@/lib/errors'
import { claimJob } from '@/lib/jobs/progress'
import { addJob, jobNotFound, lockJob } from '@/lib/jobs/records'
import { jobKeySchema } from '@/lib/jobs/schema'
import { isInProgress, type JobOf } from '@/lib/jobs/view'
import { command } from '@/lib/operation'

export const startDeletion = command({
  name: 'deletions.start',
  permission: 'accounts:write',
  input: startDeletionSchema,
  async run({ actor, db, input, audit }): Promise<{ id: number }> {
    const { confirmation, counted, ...selection } = input
    const id = await addJob(db, actor, {
      kind: 'accounts.delete',
      state: 'running',
      parameters: { selection, deactivationId: randomUUID() },
      total: 0,
    })
    const { accounts, users } = await saveTargets(db, actor, { id, selection })
    if (accounts === 0) throw new AppError('conflict', 'There are no accounts to delete.')
    if (counted !== undefined && counted !== accounts) {
      const message = `The number of accounts has changed: it is now ${accounts}. Check it, then confirm again.`
      throw new AppError('conflict', message)
    }
    if (confirmation.replace(/\D/g, '') !== String(accounts)) {
      const message = `Type ${accounts}, the number of accounts, to confirm.`
      throw fieldError('invalid', 'confirmation', message)
    }
    audit({ target: { type: 'job', id }, detail: { selection, accounts, users } })
    return { id }
  },
})

export const deleteAccountsBatch = batchCommand('accounts.delete', deleteBatch)
export const restoreAccountsBatch = batchCommand('accounts.restore', restoreBatch)

/** Starts to undo a deletion: restores its accounts, and exactly the users deleted with them. */
export const undoDeletion = command({
  name: 'deletions.undo',
  permission: 'accounts:write',
  input: jobKeySchema,
  target: ({ id }) => ({ type: 'job', id }),
  async run({ actor, db, input, audit }): Promise<{ id: number }> {
    const deletion = await lockJob(db, actor, input.id)
    if (deletion.kind !== 'accounts.delete') throw jobNotFound()
    if (isInProgress(deletion)) {
      throw new AppError('conflict', 'This deletion is still running. Cancel it first.')
    }
    const { deactivationId } = deletion.parameters
    const { organizationId } = actor
    const total = await db.account.count({
      where: { organizationId, deactivationId, active: false },
    })
    if (total === 0) throw new AppError('conflict', 'None of these accounts is deleted anymore.')
    const id = await addJob(db, actor, {
      kind: 'accounts.restore',
      state: 'running',
      parameters: { deactivationId },
      total,
    })
    audit({ target: { type: 'job', id }, detail: { deletion: deletion.id, accounts: total } })
    return { id }
  },
})

type Context = { actor: Actor; db: Database; audit: RecordAudit }

/** The command that runs the next batch of a job; false when there is nothing to do. */
function batchCommand<K extends 'accounts.delete' | 'accounts.restore'>(
  kind: K,
  runBatch: (context: Context, job: JobOf<K>) => Promise<void>,
) {
  return command({
    name: `${kind}Batch`,
    permission: 'accounts:write',
    input: jobKeySchema,
    target: ({ id }) => ({ type: 'job', id }),
    async run({ actor, db, input, audit }): Promise<boolean> {
      const job = await claimJob(db, actor, input.id, kind)
      if (job) await runBatch({ actor, db, audit }, job)
      return job !== undefined
    },
  })
}
