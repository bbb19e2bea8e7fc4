import 'server-only'
import { randomUUID } from 'node:crypto'
import { deactivateUsersOf } from '@/lib/accounts/deactivation'
import { whyNotDeletable } from '@/lib/accounts/policy'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { MAX_BATCH_ACCOUNTS, takeBatch } from '@/lib/deletions/batch'
import { beginRestoration, restoreNext } from '@/lib/deletions/restoration'
import { type Selection, startDeletionSchema, workSchema } from '@/lib/deletions/schema'
import { countConsequences, selectionCondition } from '@/lib/deletions/selection'
import { AppError, fieldError } from '@/lib/errors'
import { addJob, addRows, claimJob, type Job, saveProgress } from '@/lib/jobs/progress'
import { jobKeySchema } from '@/lib/jobs/schema'
import { command } from '@/lib/operation'

/** Begins to delete a selection of accounts; the number of them must be typed to confirm. */
export const startDeletion = command({
  name: 'deletions.start',
  permission: 'accounts:write',
  input: startDeletionSchema,
  async run({ actor, db, input, audit }): Promise<{ id: number }> {
    const { confirmation, ...selection } = input
    const { accounts, users, defaultAccount, lastId } = await countConsequences(
      db,
      selectionCondition(actor, selection),
    )
    if (accounts === 0) throw new AppError('conflict', 'There is no account to delete.')
    if (confirmation.replace(/\D/g, '') !== String(accounts)) {
      const message = `Type ${accounts}, the number of accounts, to confirm.`
      throw fieldError('invalid', 'confirmation', message)
    }
    const total = selection.all ? accounts + Number(defaultAccount) : selection.id.length
    const parameters = { ...selection, lastId, deactivationId: randomUUID() }
    const id = await addJob(db, actor, {
      kind: 'accounts.delete',
      state: 'running',
      parameters,
      total,
    })
    audit({ target: { type: 'job', id }, detail: { selection, accounts, users } })
    return { id }
  },
})

/** Begins to take back a deletion: its accounts, and exactly the users that went with them. */
export const startRestoration = command({
  name: 'deletions.undo',
  permission: 'accounts:write',
  input: jobKeySchema,
  run: beginRestoration,
})

/** Restores the next accounts of a deletion; false when there is nothing to do. */
export const workOnRestoration = command({
  name: 'deletions.workOnUndo',
  permission: 'accounts:write',
  input: workSchema,
  run: restoreNext,
})

type Meant = { id: number; name: string; defaultAccount: boolean; activeUserCount: number }

/** Deletes the next accounts of a deletion; false when there is nothing to do. */
export const workOnDeletion = command({
  name: 'deletions.work',
  permission: 'accounts:write',
  input: workSchema,
  async run({ actor, db, input, audit }): Promise<boolean> {
    const job = await claimJob(db, actor, input.id)
    if (!job) return false
    const { deactivationId = '' } = job.parameters
    const next = await nextAccounts(db, actor, job)
    const faults = next.flatMap((account) => {
      const fault = whyNotDeletable(account)
      return fault ? [{ row: account.id, fields: { name: account.name }, fault }] : []
    })
    const deleted = next.filter((account) => !whyNotDeletable(account))
    await deactivate(db, deleted, deactivationId)
    for (const { id, name, activeUserCount: users } of deleted) {
      const detail = { before: { active: true }, after: { active: false }, name, users }
      audit({ target: { type: 'account', id }, detail })
    }
    const place = next.at(-1)?.id
    const missing = place === undefined ? await missed(db, job) : []
    await addRows(db, job.id, [...faults, ...missing])
    await saveProgress(db, {
      ...job,
      place: place ?? job.place,
      state: place === undefined ? 'done' : 'running',
      done: job.done + deleted.length,
      refused: job.refused + faults.length + missing.length,
    })
    return true
  },
})

/** The next of the accounts, locked: at least one, and no more than one bit of work can take. */
async function nextAccounts(db: Database, actor: Actor, job: Job): Promise<Meant[]> {
  const { lastId = 0 } = job.parameters
  const found = await db.$queryRaw<Meant[]>`
    SELECT id, name, default_account AS "defaultAccount", active_user_count AS "activeUserCount"
      FROM accounts WHERE ${selectionCondition(actor, selectionOf(job))} AND id > ${job.place} AND id <= ${lastId}
     ORDER BY id LIMIT ${MAX_BATCH_ACCOUNTS} FOR NO KEY UPDATE`
  return takeBatch(found, ({ activeUserCount }) => activeUserCount)
}

function selectionOf({ parameters }: Job): Selection {
  const { id = [], q = '', all = false } = parameters
  return { id, q, all }
}

async function deactivate(db: Database, accounts: Meant[], deactivationId: string): Promise<void> {
  if (accounts.length === 0) return
  const ids = accounts.map(({ id }) => id)
  await deactivateUsersOf(db, ids, deactivationId)
  await db.$executeRaw`
    UPDATE accounts SET active = false, deactivation_id = ${deactivationId}::uuid,
           version = version + 1, updated_at = now()
     WHERE id = ANY(${ids}::int[])`
}

/** Selected accounts that were not there to be deleted any more. */
async function missed(db: Database, { parameters, id: jobId }: Job) {
  const { id: selected = [], all, deactivationId = '' } = parameters
  if (all || selected.length === 0) return []
  const rows = await db.$queryRaw<{ row: number }[]>`
    SELECT s.id AS row FROM unnest(${selected}::int[]) AS s (id)
     WHERE NOT EXISTS (SELECT 1 FROM accounts a
                        WHERE a.id = s.id AND a.deactivation_id = ${deactivationId}::uuid)
       AND NOT EXISTS (SELECT 1 FROM job_rows r WHERE r.job_id = ${jobId} AND r.row = s.id)`
  const fault = 'It had been deleted already, or does not exist.'
  return rows.map(({ row }) => ({ row, fields: { name: '' }, fault }))
}
