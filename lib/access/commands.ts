import 'server-only'
import { endUserSessionSchema } from '@/lib/access/schema'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import { requireRecentAuthentication } from '@/lib/authorize'
import type { Database } from '@/lib/db/sql'
import { command } from '@/lib/operation'
import { lockUser, type UserKey } from '@/lib/users/records'
import { userKeySchema } from '@/lib/users/schema'
import type { UserRecord } from '@/lib/users/view'

/** Ends one session of a user. Repeated, does nothing. */
export const endUserSession = command({
  name: 'users.endSession',
  permission: 'users:write',
  recentAuthentication: 'for-some-changes',
  input: endUserSessionSchema,
  target: ({ id }) => ({ type: 'user', id }),
  run: ({ input: { sessionId: publicId, ...key }, ...context }) =>
    endSessions(context, key, { publicId }),
})

/** Signs a user out everywhere. Repeated, does nothing. */
export const endUserSessions = command({
  name: 'users.endSessions',
  permission: 'users:write',
  recentAuthentication: 'for-some-changes',
  input: userKeySchema,
  target: ({ id }) => ({ type: 'user', id }),
  run: ({ input, ...context }) => endSessions(context, input, {}),
})

type Context = { actor: Actor; db: Database; audit: RecordAudit }

async function endSessions(
  { actor, db, audit }: Context,
  key: UserKey,
  which: { publicId?: string },
): Promise<{ user: UserRecord; ended: number }> {
  const user = await lockUser(db, actor, key)
  const { id: userId } = user
  // Someone with a stolen session could otherwise end those of its owner and keep their own.
  // Ending the sessions of others stops a theft and gives nobody access, so it needs no password.
  if (userId === actor.userId) requireRecentAuthentication(actor)
  const { count: ended } = await db.session.deleteMany({ where: { userId, ...which } })
  if (ended > 0) audit({ target: { type: 'user', id: userId }, detail: { ended } })
  return { user, ended }
}
