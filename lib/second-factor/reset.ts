import 'server-only'
import { requireNotEmergencyAdministrator } from '@/lib/auth/required-provider'
import { resetAllLoginAttempts } from '@/lib/auth/reset-attempts'
import { AppError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { queueFactorRemoved } from '@/lib/second-factor/notices'
import { deleteAllFactors } from '@/lib/second-factor/records'
import { lockUser } from '@/lib/users/records'
import { userKeySchema } from '@/lib/users/schema'
import type { UserRecord } from '@/lib/users/view'

/**
 * For someone who lost their app and their codes. Removes their passkeys too, and ends their sessions.
 * Repeated, does nothing.
 */
export const resetSecondFactor = command({
  name: 'users.resetSecondFactor',
  permission: 'users:write',
  recentAuthentication: 'always',
  input: userKeySchema,
  target: ({ id }) => ({ type: 'user', id }),
  async run({ actor, db, input, audit }): Promise<{ user: UserRecord; changed: boolean }> {
    const user = await lockUser(db, actor, input)
    const { organizationId } = actor
    const { id: userId, email: login } = user
    if (userId === actor.userId) {
      throw new AppError('conflict', 'Change your own second factor on your profile page.')
    }
    await requireNotEmergencyAdministrator(db, userId)
    if (!(await deleteAllFactors(db, userId))) return { user, changed: false }
    const { count: sessionsEnded } = await db.session.deleteMany({ where: { userId } })
    await resetAllLoginAttempts(db, { login, userId })
    audit({ target: { type: 'user', id: userId }, detail: { sessionsEnded } })
    await queueFactorRemoved(db, { ...user, organizationId }, 'administrator')
    return { user, changed: true }
  },
})
