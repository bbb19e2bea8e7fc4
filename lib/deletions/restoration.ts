import 'server-only'
import { reactivateUsersOf } from '@/lib/accounts/deactivation'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { MAX_BATCH_ACCOUNTS, takeBatch } from '@/lib/deletions/batch'
import { AppError } from '@/lib/errors'
import { addJob, addRows, claimJob, type Job, saveProgress } from '@/lib/jobs/progress'
import { isInProgress, type JobParameters, type JobState } from '@/lib/jobs/view'

type Context = { actor: Actor; db: Database; input: { id: number }; audit: RecordAudit }

/** Begins to take back a deletion of many accounts; the job. */
export async function beginRestoration(context: Context): Promise<{ id: number }> {
  const { actor, db, input, audit } = context
  const { deactivationId = '' } = await deletionOf(db, actor, input.id)
  const [counted] = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM accounts
     WHERE organization_id = ${actor.organizationId}
       AND deactivation_id = ${deactivationId}::uuid AND NOT active`
  const total = counted?.total ?? 0
  if (total === 0) throw new AppError('conflict', 'None of these accounts is deleted any more.')
  const id = await addJob(db, actor, {
    kind: 'accounts.restore',
    state: 'running',
    parameters: { deactivationId },
    total,
  })
  audit({ target: { type: 'job', id }, detail: { deletion: input.id, accounts: total } })
  return { id }
}

async function deletionOf(db: Database, actor: Actor, id: number): Promise<JobParameters> {
  const [job] = await db.$queryRaw<{ state: JobState; parameters: JobParameters }[]>`
    SELECT state, parameters FROM jobs
     WHERE id = ${id} AND organization_id = ${actor.organizationId} AND kind = 'accounts.delete'
       FOR UPDATE`
  if (!job) throw new AppError('not-found', 'There is no such deletion.')
  if (isInProgress(job)) throw new AppError('conflict', 'It is still running. Cancel it first.')
  return job.parameters
}

type Deleted = { id: number; name: string; userCount: number; taken: boolean }

/** Restores the next accounts of a deletion; false when there is nothing to do. */
export async function restoreNext({ actor, db, input, audit }: Context): Promise<boolean> {
  const job = await claimJob(db, actor, input.id)
  if (!job) return false
  const next = await nextDeleted(db, actor, job)
  const restored = next.filter(({ taken }) => !taken)
  const users = await restore(db, restored, job)
  for (const { id, name } of restored) {
    const detail = { before: { active: false }, after: { active: true }, name, users: users(id) }
    audit({ target: { type: 'account', id }, detail })
  }
  const refused = next.filter(({ taken }) => taken)
  const fault = 'Another active account has its external ID by now.'
  await addRows(
    db,
    job.id,
    refused.map(({ id, name }) => ({ row: id, fields: { name }, fault })),
  )
  const place = next.at(-1)?.id
  await saveProgress(db, {
    ...job,
    place: place ?? job.place,
    state: place === undefined ? 'done' : 'running',
    done: job.done + restored.length,
    refused: job.refused + refused.length,
  })
  return true
}

/** The next of the accounts, locked: at least one, and no more than one bit of work can take. */
async function nextDeleted(db: Database, actor: Actor, job: Job): Promise<Deleted[]> {
  const { deactivationId = '' } = job.parameters
  const found = await db.$queryRaw<Deleted[]>`
    SELECT id, name, user_count AS "userCount",
           EXISTS (SELECT 1 FROM accounts other
                    WHERE other.organization_id = accounts.organization_id AND other.active
                      AND other.external_id = accounts.external_id) AS taken
      FROM accounts
     WHERE organization_id = ${actor.organizationId} AND NOT active
       AND deactivation_id = ${deactivationId}::uuid AND id > ${job.place}
     ORDER BY id LIMIT ${MAX_BATCH_ACCOUNTS} FOR NO KEY UPDATE`
  return takeBatch(found, ({ userCount }) => userCount)
}

/** Restores the accounts with their users; tells how many those are of an account. */
async function restore(db: Database, accounts: Deleted[], { parameters }: Job) {
  const ids = accounts.map(({ id }) => id)
  if (ids.length > 0) {
    await db.$executeRaw`
      UPDATE accounts SET active = true, deactivation_id = NULL, version = version + 1,
             updated_at = now()
       WHERE id = ANY(${ids}::int[])`
    await reactivateUsersOf(db, ids, parameters.deactivationId ?? null)
  }
  const rows = await db.$queryRaw<{ id: number; users: number }[]>`
    SELECT id, active_user_count AS users FROM accounts WHERE id = ANY(${ids}::int[])`
  const users = new Map(rows.map((row) => [row.id, row.users]))
  return (id: number) => users.get(id) ?? 0
}
