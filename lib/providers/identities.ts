import 'server-only'
import { currentSessionId } from '@/lib/auth/actor'
import { command } from '@/lib/operation'
import { unlinkIdentitySchema } from '@/lib/providers/schema'
import { lockUser } from '@/lib/users/records'
import type { UserRecord } from '@/lib/users/view'

/**
 * Unlinks a user from a person at a provider, and ends their sessions, which that person may have
 * started. Repeated, does nothing.
 */
export const unlinkIdentity = command({
  name: 'users.unlinkIdentity',
  permission: 'users:write',
  recentAuthentication: 'always',
  input: unlinkIdentitySchema,
  target: ({ id }) => ({ type: 'user', id }),
  async run({ actor, db, input, audit }): Promise<{ user: UserRecord; changed: boolean }> {
    const { providerId } = input
    const user = await lockUser(db, actor, { id: input.id })
    const { id: userId } = user
    const { count } = await db.userIdentity.deleteMany({ where: { userId, providerId } })
    if (count === 0) return { user, changed: false }
    const { count: sessionsEnded } = await db.session.deleteMany({
      where: { userId, id: { not: currentSessionId(actor) } },
    })
    audit({ target: { type: 'user', id: userId }, detail: { provider: providerId, sessionsEnded } })
    return { user, changed: true }
  },
})
