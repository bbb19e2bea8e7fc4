import 'server-only'
import { randomUUID } from 'node:crypto'
import { deleteBatch } from '@/lib/deletions/delete-batch'
import { restoreBatch } from '@/lib/deletions/restore-batch'
import { startDeletionSchema } from '@/lib/deletions/schema'
import { countConsequences, selectionCondition } from '@/lib/deletions/selection'
import { AppError, fieldError } from '@/lib/errors'
import { claimJob } from '@/lib/jobs/progress'
import { addJob, jobNotFound, lockJob } from '@/lib/jobs/records'
import { jobKeySchema } from '@/lib/jobs/schema'
import { isInProgress } from '@/lib/jobs/view'
import { command } from '@/lib/operation'

export const startDeletion = command({
  name: 'deletions.start',
  permission: 'accounts:write',
  input: startDeletionSchema,
  async run({ actor, db, input, audit }): Promise<{ id: number }> {
    const { confirmation, ...selection } = input
    const condition = selectionCondition(actor, selection)
    const { accounts, users, defaultAccount, lastId } = await countConsequences(db, condition)
    if (accounts === 0) throw new AppError('conflict', 'There are no accounts to delete.')
    if (confirmation.replace(/\D/g, '') !== String(accounts)) {
      const message = `Type ${accounts}, the number of accounts, to confirm.`
      throw fieldError('invalid', 'confirmation', message)
    }
    const id = await addJob(db, actor, {
      kind: 'accounts.delete',
      state: 'running',
      parameters: { selection, lastId, deactivationId: randomUUID() },
      total: selection.all ? accounts + Number(defaultAccount) : selection.id.length,
    })
    audit({ target: { type: 'job', id }, detail: { selection, accounts, users } })
    return { id }
  },
})

export const deleteAccountsBatch = command({
  name: 'accounts.deleteBatch',
  permission: 'accounts:write',
  input: jobKeySchema,
  async run({ actor, db, input, audit }): Promise<boolean> {
    const job = await claimJob(db, actor, input.id, 'accounts.delete')
    if (job) await deleteBatch({ actor, db, audit }, job)
    return job !== undefined
  },
})

/** Starts to undo a deletion: restores its accounts, and exactly the users deleted with them. */
export const undoDeletion = command({
  name: 'deletions.undo',
  permission: 'accounts:write',
  input: jobKeySchema,
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

export const restoreAccountsBatch = command({
  name: 'accounts.restoreBatch',
  permission: 'accounts:write',
  input: jobKeySchema,
  async run({ actor, db, input, audit }): Promise<boolean> {
    const job = await claimJob(db, actor, input.id, 'accounts.restore')
    if (job) await restoreBatch({ actor, db, audit }, job)
    return job !== undefined
  },
})
