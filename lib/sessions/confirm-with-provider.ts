import 'server-only'
import { AppError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { renewSession } from '@/lib/sessions/records'
import { confirmWithProviderSchema } from '@/lib/sessions/schema'

/**
 * For people without a password: proves again who uses the session, as `confirmPassword` does. The
 * provider has just signed this subject in.
 */
export const confirmWithProvider = command({
  name: 'session.confirmWithProvider',
  permission: 'profile',
  input: confirmWithProviderSchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor, db, input, audit }): Promise<{ sessionToken: string }> {
    const { userId, organizationId } = actor
    const where = { ...input, userId, provider: { active: true, organizationId } }
    if ((await db.userIdentity.count({ where })) === 0) {
      const message = 'Someone else signed in at the identity provider.'
      throw new AppError('reauthentication-required', message)
    }
    const sessionToken = await renewSession(db, actor)
    audit({ target: { type: 'user', id: userId } })
    return { sessionToken }
  },
})
