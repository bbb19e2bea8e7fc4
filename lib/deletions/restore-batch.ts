import 'server-only'
import { reactivateUsersOf } from '@/lib/accounts/deactivation'
import { findExternalIdOwners } from '@/lib/accounts/external-ids'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { limitByUsers, MAX_BATCH_ACCOUNTS } from '@/lib/deletions/batch-size'
import { saveProgress } from '@/lib/jobs/progress'
import { addRows } from '@/lib/jobs/records'
import type { JobOf } from '@/lib/jobs/view'
import { whyNotRestored } from '@/lib/taken'

type Context = { actor: Actor; db: Database; audit: RecordAudit }
type RestorationJob = JobOf<'accounts.restore'>
type Account = { id: number; name: string; externalId: string; userCount: number }

export async function restoreBatch(context: Context, job: RestorationJob): Promise<void> {
  const { actor, db, audit } = context
  const batch = await nextAccounts(db, actor, job)
  const externalIds = batch.map(({ externalId }) => externalId)
  const owners = await findExternalIdOwners(db, actor, externalIds)
  const restorable = batch.filter(({ externalId }) => !owners.has(externalId))
  const users = await restore(db, restorable, job.parameters.deactivationId)
  for (const { id, name } of restorable) {
    const change = { before: { active: false }, after: { active: true } }
    audit({
      operation: 'accounts.restore',
      target: { type: 'account', id },
      detail: { ...change, name, users: users.get(id) ?? 0, job: job.id },
    })
  }
  const rejected = batch.flatMap(({ id, name, externalId }) => {
    const owner = owners.get(externalId)
    return owner ? { row: id, fields: { name }, error: whyNotRestored(externalId, owner) } : []
  })
  await addRows(db, job.id, rejected)
  await saveProgress(db, job.id, {
    state: batch.length === 0 ? 'completed' : 'running',
    lastRow: batch.at(-1)?.id,
    processed: batch.length,
    succeeded: restorable.length,
    rejected: rejected.length,
  })
}

async function nextAccounts(db: Database, actor: Actor, job: RestorationJob): Promise<Account[]> {
  const accounts = await db.$queryRaw<Account[]>`
    SELECT id, name, external_id AS "externalId", user_count AS "userCount" FROM accounts
     WHERE organization_id = ${actor.organizationId} AND NOT active
       AND deactivation_id = ${job.parameters.deactivationId}::uuid AND id > ${job.lastRow}
     ORDER BY id LIMIT ${MAX_BATCH_ACCOUNTS} FOR NO KEY UPDATE`
  return limitByUsers(accounts, ({ userCount }) => userCount)
}

/** Returns how many users each account has active again. */
async function restore(db: Database, accounts: Account[], deactivationId: string) {
  const ids = accounts.map(({ id }) => id)
  if (ids.length > 0) {
    await db.$executeRaw`
      UPDATE accounts SET active = true, deactivation_id = NULL, version = version + 1,
             updated_at = now()
       WHERE id = ANY(${ids}::int[])`
    await reactivateUsersOf(db, ids, deactivationId)
  }
  const counts = await db.$queryRaw<{ id: number; users: number }[]>`
    SELECT id, active_user_count AS users FROM accounts WHERE id = ANY(${ids}::int[])`
  return new Map(counts.map(({ id, users }) => [id, users]))
}
