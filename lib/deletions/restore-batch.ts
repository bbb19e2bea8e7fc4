import 'server-only'
import { reactivateUsersOf } from '@/lib/accounts/deactivation'
import { findExternalIdOwners } from '@/lib/accounts/external-ids'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { limitByUsers, MAX_BATCH_ACCOUNTS } from '@/lib/deletions/batch-size'
import { applyPermitted } from '@/lib/jobs/apply-permitted'
import { saveProgress } from '@/lib/jobs/progress'
import { addRows, type NewRow } from '@/lib/jobs/records'
import type { JobOf } from '@/lib/jobs/view'
import { whyNotRestored } from '@/lib/taken'

// Another account had its external ID for a moment.
const NOT_RESTORED = 'It conflicted with another change. Undo the deletion again.'

type Context = { actor: Actor; db: Database; audit: RecordAudit }
type RestorationJob = JobOf<'accounts.restore'>
type Account = { id: number; name: string; externalId: string; userCount: number }

export async function restoreBatch(context: Context, job: RestorationJob): Promise<void> {
  const { actor, db, audit } = context
  const batch = await nextAccounts(db, actor, job)
  const owners = await findOwners(context, batch)
  const free = batch.filter(({ externalId }) => !owners.has(externalId))
  const { deactivationId } = job.parameters
  const { applied } = await applyPermitted(db, free, (accounts) =>
    restore(db, accounts, deactivationId),
  )
  const users = await countUsers(db, applied)
  for (const { id, name } of applied) {
    const change = { before: { active: false }, after: { active: true } }
    audit({
      operation: 'accounts.restore',
      target: { type: 'account', id },
      detail: { ...change, name, users: users.get(id) ?? 0, job: job.id },
    })
  }
  const restored = new Set(applied)
  const others = batch.filter((account) => !restored.has(account))
  const rejected = await toRejectedRows(context, others)
  await addRows(db, job.id, rejected)
  await saveProgress(db, job.id, {
    state: batch.length === 0 ? 'completed' : 'running',
    lastRow: batch.at(-1)?.id,
    processed: batch.length,
    succeeded: applied.length,
    rejected: rejected.length,
  })
}

function findOwners({ actor, db }: Context, accounts: Account[]) {
  const externalIds = accounts.map(({ externalId }) => externalId)
  return findExternalIdOwners(db, actor, externalIds)
}

async function toRejectedRows(context: Context, accounts: Account[]): Promise<NewRow[]> {
  const owners = await findOwners(context, accounts)
  return accounts.map(({ id, name, externalId }) => {
    const owner = owners.get(externalId)
    const error = owner ? whyNotRestored(externalId, owner) : NOT_RESTORED
    return { row: id, fields: { name }, error }
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

async function restore(db: Database, accounts: Account[], deactivationId: string) {
  const ids = accounts.map(({ id }) => id)
  await db.$executeRaw`
    UPDATE accounts SET active = true, deactivation_id = NULL, version = version + 1,
           updated_at = now()
     WHERE id = ANY(${ids}::int[])`
  await reactivateUsersOf(db, ids, deactivationId)
}

/** How many users each account has active again. */
async function countUsers(db: Database, accounts: Account[]): Promise<Map<number, number>> {
  const ids = accounts.map(({ id }) => id)
  const counts = await db.$queryRaw<{ id: number; users: number }[]>`
    SELECT id, active_user_count AS users FROM accounts WHERE id = ANY(${ids}::int[])`
  return new Map(counts.map(({ id, users }) => [id, users]))
}
