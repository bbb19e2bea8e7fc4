import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/auth/actor'
import { requireRecentAuthentication } from '@/lib/authorize'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError, fieldError } from '@/lib/errors'
import { addJob, jobNotFound, lockJob } from '@/lib/jobs/records'
import { jobKeySchema } from '@/lib/jobs/schema'
import { isInProgress } from '@/lib/jobs/view'
import { command } from '@/lib/operation'
import {
  changesRoles,
  isDestructive,
  isUndoableUserJob,
  type UserChange,
  undoneBy,
} from '@/lib/user-jobs/policy'
import { startUserJobSchema } from '@/lib/user-jobs/schema'
import { changedBy, saveTargets } from '@/lib/user-jobs/targets'
import { peopleCondition } from '@/lib/user-list/conditions'

/** Starts to change the selected users, or prepares links for them. */
export const startUserJob = command({
  name: 'users.startJob',
  permission: 'users:write',
  recentAuthentication: 'for-some-changes',
  input: startUserJobSchema,
  async run({ actor, db, input, audit }): Promise<{ id: number }> {
    const { change, selection, counted, confirmation } = input
    if (changesRoles(change)) requireRecentAuthentication(actor)
    const id = await addUserJob(db, actor, change)
    const selected = await peopleCondition(db, actor, selection)
    const users = await saveTargets(db, actor, { id, change, selected })
    if (users === 0) throw new AppError('conflict', 'There is nobody to change.')
    if (counted !== undefined && counted !== users) {
      const message = `The number of users has changed: it is now ${users}. Check it, then confirm again.`
      throw new AppError('conflict', message)
    }
    if (isDestructive(change) && confirmation.replace(/\D/g, '') !== String(users)) {
      const message = `Type ${users}, the number of users, to confirm.`
      throw fieldError('invalid', 'confirmation', message)
    }
    audit({ target: { type: 'job', id }, detail: { change, selection, users } })
    return { id }
  },
})

/** Starts to undo a job, for exactly the users whom it changed and who are still as it left them. */
export const undoUserJob = command({
  name: 'users.undoJob',
  permission: 'users:write',
  recentAuthentication: 'for-some-changes',
  input: jobKeySchema,
  target: ({ id }) => ({ type: 'job', id }),
  async run({ actor, db, input, audit }): Promise<{ id: number }> {
    const job = await lockJob(db, actor, input.id)
    if (!isUndoableUserJob(job)) throw jobNotFound()
    if (isInProgress(job)) {
      throw new AppError('conflict', 'This job is still running. Cancel it first.')
    }
    const change = undoneBy[job.kind]
    if (changesRoles(change)) requireRecentAuthentication(actor)
    const changed = changedBy(job.id, job.processed)
    // Someone who was deactivated again since then was so for another reason.
    const unchangedSince =
      job.kind === 'users.deactivate'
        ? SQL.sql`AND u.deactivation_id = ${job.parameters.deactivationId}::uuid`
        : SQL.empty
    const id = await addUserJob(db, actor, change)
    const selected = SQL.sql`u.organization_id = ${actor.organizationId} AND ${changed} ${unchangedSince}`
    // PostgreSQL takes any array for ten users, so it might compare every user with every target.
    await db.$executeRaw`SET LOCAL enable_nestloop = off`
    const users = await saveTargets(db, actor, { id, change, selected })
    if (users === 0) throw new AppError('conflict', 'All of these users have changed since then.')
    audit({ target: { type: 'job', id }, detail: { change, undoes: job.id, users } })
    return { id }
  },
})

function addUserJob(db: Database, actor: Actor, change: UserChange): Promise<number> {
  const fields = { state: 'running', total: 0 } as const
  switch (change) {
    case 'deactivate': {
      const parameters = { deactivationId: randomUUID() }
      return addJob(db, actor, { ...fields, kind: 'users.deactivate', parameters })
    }
    case 'make-links': {
      const state = 'awaiting-confirmation'
      return addJob(db, actor, { ...fields, state, kind: 'users.make-links', parameters: {} })
    }
    default:
      return addJob(db, actor, { ...fields, kind: `users.${change}`, parameters: {} })
  }
}
