import 'server-only'
import { deactivateUsersOf } from '@/lib/accounts/deactivation'
import { whyNotDeletable } from '@/lib/accounts/policy'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { limitByUsers, MAX_BATCH_ACCOUNTS } from '@/lib/deletions/batch-size'
import { selectionCondition } from '@/lib/deletions/selection'
import { saveProgress } from '@/lib/jobs/progress'
import { addRows, type NewRow } from '@/lib/jobs/records'
import type { JobOf } from '@/lib/jobs/view'

type Context = { actor: Actor; db: Database; audit: RecordAudit }
type DeletionJob = JobOf<'accounts.delete'>
type Account = { id: number; name: string; defaultAccount: boolean; activeUserCount: number }

export async function deleteBatch({ actor, db, audit }: Context, job: DeletionJob): Promise<void> {
  const batch = await nextAccounts(db, actor, job)
  const deletable = batch.filter((account) => !whyNotDeletable(account))
  await deactivate(db, deletable, job.parameters.deactivationId)
  for (const { id, name, activeUserCount: users } of deletable) {
    const change = { before: { active: true }, after: { active: false } }
    audit({
      operation: 'accounts.delete',
      target: { type: 'account', id },
      detail: { ...change, name, users, job: job.id },
    })
  }
  const completed = batch.length === 0
  const rejected = completed ? await missingAccounts(db, job) : batch.flatMap(toRejectedRow)
  await addRows(db, job.id, rejected)
  await saveProgress(db, job.id, {
    state: completed ? 'completed' : 'running',
    lastRow: batch.at(-1)?.id,
    processed: deletable.length + rejected.length,
    succeeded: deletable.length,
    rejected: rejected.length,
  })
}

async function nextAccounts(db: Database, actor: Actor, job: DeletionJob): Promise<Account[]> {
  const { selection, lastId } = job.parameters
  const accounts = await db.$queryRaw<Account[]>`
    SELECT id, name, default_account AS "defaultAccount", active_user_count AS "activeUserCount"
      FROM accounts
     WHERE ${selectionCondition(actor, selection)} AND id > ${job.lastRow} AND id <= ${lastId}
     ORDER BY id LIMIT ${MAX_BATCH_ACCOUNTS} FOR NO KEY UPDATE`
  return limitByUsers(accounts, ({ activeUserCount }) => activeUserCount)
}

function toRejectedRow(account: Account): NewRow[] {
  const error = whyNotDeletable(account)
  return error ? [{ row: account.id, fields: { name: account.name }, error }] : []
}

async function deactivate(db: Database, accounts: Account[], deactivationId: string) {
  if (accounts.length === 0) return
  const ids = accounts.map(({ id }) => id)
  await deactivateUsersOf(db, ids, deactivationId)
  await db.$executeRaw`
    UPDATE accounts SET active = false, deactivation_id = ${deactivationId}::uuid,
           version = version + 1, updated_at = now()
     WHERE id = ANY(${ids}::int[])`
}

/** Accounts that were selected one by one and could not be found. */
async function missingAccounts(db: Database, { id, parameters }: DeletionJob): Promise<NewRow[]> {
  const { selection, deactivationId } = parameters
  if (selection.all || selection.id.length === 0) return []
  const missing = await db.$queryRaw<{ row: number }[]>`
    SELECT s.id AS row FROM unnest(${selection.id}::int[]) AS s (id)
     WHERE NOT EXISTS (SELECT 1 FROM accounts a
                        WHERE a.id = s.id AND a.deactivation_id = ${deactivationId}::uuid)
       AND NOT EXISTS (SELECT 1 FROM job_rows r WHERE r.job_id = ${id} AND r.row = s.id)`
  const error = 'It was already deleted, or it does not exist.'
  return missing.map(({ row }) => ({ row, fields: { name: '' }, error }))
}
