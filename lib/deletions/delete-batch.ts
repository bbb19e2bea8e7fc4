import 'server-only'
import { deactivateUsersOf } from '@/lib/accounts/deactivation'
import { whyNotDeletable } from '@/lib/accounts/policy'
import { activeAccountsOf } from '@/lib/accounts/search'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { limitByUsers, MAX_BATCH_ACCOUNTS } from '@/lib/deletions/batch-size'
import { nextTargets } from '@/lib/deletions/targets'
import { saveProgress } from '@/lib/jobs/progress'
import { addRows, type NewRow } from '@/lib/jobs/records'
import type { JobOf } from '@/lib/jobs/view'

type Context = { actor: Actor; db: Database; audit: RecordAudit }
type DeletionJob = JobOf<'accounts.delete'>
type Account = { id: number; name: string; defaultAccount: boolean; activeUserCount: number }
/** Without an account if it isn't active anymore. */
type Target = { id: number; account: Account | undefined }

export async function deleteBatch({ actor, db, audit }: Context, job: DeletionJob): Promise<void> {
  const batch = await nextAccounts(db, actor, job)
  const deletable = batch.flatMap(({ account }) =>
    account && !whyNotDeletable(account) ? [account] : [],
  )
  await deactivate(db, deletable, job.parameters.deactivationId)
  for (const { id, name, activeUserCount: users } of deletable) {
    const change = { before: { active: true }, after: { active: false } }
    audit({
      operation: 'accounts.delete',
      target: { type: 'account', id },
      detail: { ...change, name, users, job: job.id },
    })
  }
  const rejected = batch.flatMap(toRejectedRow)
  await addRows(db, job.id, rejected)
  await saveProgress(db, job.id, {
    state: batch.length === 0 ? 'completed' : 'running',
    lastRow: batch.at(-1)?.id,
    processed: batch.length,
    succeeded: deletable.length,
    rejected: rejected.length,
  })
}

async function nextAccounts(db: Database, actor: Actor, job: DeletionJob): Promise<Target[]> {
  const ids = await nextTargets(db, job, MAX_BATCH_ACCOUNTS)
  const accounts = await db.$queryRaw<Account[]>`
    SELECT id, name, default_account AS "defaultAccount", active_user_count AS "activeUserCount"
      FROM accounts
     WHERE ${activeAccountsOf(actor.organizationId)} AND id = ANY(${ids}::int[])
     ORDER BY id FOR NO KEY UPDATE`
  const byId = new Map(accounts.map((account) => [account.id, account]))
  const targets = ids.map((id) => ({ id, account: byId.get(id) }))
  return limitByUsers(targets, ({ account }) => account?.activeUserCount ?? 0)
}

function toRejectedRow({ id, account }: Target): NewRow[] {
  const error = account ? whyNotDeletable(account) : 'It was already deleted, or it does not exist.'
  return error ? [{ row: id, fields: { name: account?.name ?? '' }, error }] : []
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
