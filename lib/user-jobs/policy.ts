import type { JobKind } from '@/lib/jobs/view'

export const userChanges = [
  'deactivate',
  'reactivate',
  'require-password',
  'grant-admin',
  'revoke-admin',
  'make-links',
  'delete',
] as const

export type UserChange = (typeof userChanges)[number]

/** The kind of a job that changes users, and of one that makes links while someone downloads them. */
export type UserJobKind = `users.${UserChange}`
export type UserBatchKind = Exclude<UserJobKind, 'users.make-links'>

/** What undoes a change for exactly the users whom it changed. */
export const undoneBy = {
  'users.deactivate': 'reactivate',
  'users.reactivate': 'deactivate',
  'users.grant-admin': 'revoke-admin',
  'users.revoke-admin': 'grant-admin',
} as const satisfies { [kind in UserJobKind]?: UserChange }

export type UndoableUserJobKind = keyof typeof undoneBy

export function isUndoableUserJob<J extends { kind: JobKind }>(
  job: J,
): job is J & { kind: UndoableUserJobKind } {
  return job.kind in undoneBy
}

/** The changes of which each needs a recent authentication for a single user, too. */
export function changesRoles(change: UserChange): boolean {
  return change === 'grant-admin' || change === 'revoke-admin'
}

/** A change that can't be undone is confirmed by typing the number of users. */
export function isDestructive(change: UserChange): boolean {
  return change === 'delete'
}
