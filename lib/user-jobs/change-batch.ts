import 'server-only'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { applyPermitted } from '@/lib/jobs/apply-permitted'
import { claimJob, saveProgress } from '@/lib/jobs/progress'
import { addRows, type NewRow } from '@/lib/jobs/records'
import { jobKeySchema } from '@/lib/jobs/schema'
import type { JobOf } from '@/lib/jobs/view'
import { command } from '@/lib/operation'
import { changes } from '@/lib/user-jobs/apply'
import { lockTargets, type RejectedTarget } from '@/lib/user-jobs/batch-users'
import type { UserBatchKind, UserChange } from '@/lib/user-jobs/policy'
import { fullName } from '@/lib/users/view'

const BATCH_USERS = 500

/**
 * The command that changes the next users of a job; false when there is nothing to do. Like a single
 * change it runs alone in its organization, because it can take an administrator away.
 */
export function userBatchCommand<C extends Exclude<UserChange, 'make-links'>>(change: C) {
  const kind = `users.${change}` as const
  return command({
    name: `${kind}Batch`,
    permission: 'users:write',
    exclusive: true,
    input: jobKeySchema,
    target: ({ id }) => ({ type: 'job', id }),
    async run({ actor, db, input, audit }): Promise<boolean> {
      const job = await claimJob(db, actor, input.id, kind)
      if (job) await changeNextUsers({ actor, db, audit }, job, change)
      return job !== undefined
    },
  })
}

type Context = { actor: Actor; db: Database; audit: RecordAudit }

async function changeNextUsers<K extends UserBatchKind>(
  { actor, db, audit }: Context,
  job: JobOf<K>,
  change: UserChange,
): Promise<void> {
  const { id: jobId, processed: position } = job
  const slice = { jobId, change, position, count: BATCH_USERS }
  const { ids, users, rejected } = await lockTargets(db, actor, slice)
  const { apply, audit: describe } = changes[job.kind]
  const { applied, denied } = await applyPermitted(db, users, (part) => apply(db, part, job))
  for (const user of applied) {
    const { operation, detail } = describe(user)
    audit({ operation, target: { type: 'user', id: user.id }, detail: { ...detail, job: jobId } })
  }
  rejected.push(...denied.map(({ item: user, reason }) => ({ id: user.id, user, reason })))
  await addRows(db, jobId, rejected.map(toRow))
  await saveProgress(db, jobId, {
    state: ids.length < BATCH_USERS ? 'completed' : 'running',
    lastRow: ids.at(-1),
    processed: ids.length,
    succeeded: applied.length,
    rejected: rejected.length,
  })
}

export function toRow({ id, user, reason }: RejectedTarget): NewRow {
  const fields = user ? { name: fullName(user), email: user.email } : { name: '', email: '' }
  return { row: id, fields, error: reason }
}
