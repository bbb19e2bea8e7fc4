import 'server-only'
import { recordDenialLater } from '@/lib/activity/denials'
import { type Actor, currentSessionId } from '@/lib/auth/actor'
import { consumeOwnPasswordAttempt } from '@/lib/auth/limits'
import { verifyPassword } from '@/lib/auth/password-hash'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { AppError, fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { newPasswordHash, replacePassword } from '@/lib/passwords/records'
import { changePasswordSchema, emptySchema } from '@/lib/sessions/schema'

/** Ends the session that this request belongs to. */
export const signOut = command({
  name: 'session.signOut',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db, audit }): Promise<void> {
    await db.session.deleteMany({ where: { id: currentSessionId(actor) } })
    audit({ target: { type: 'user', id: actor.userId } })
  },
})

/** Ends all one's other sessions; says how many there were. */
export const endOtherSessions = command({
  name: 'profile.endOtherSessions',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db, audit }): Promise<{ ended: number }> {
    const { userId } = actor
    const others = { userId, id: { not: currentSessionId(actor) } }
    const { count: ended } = await db.session.deleteMany({ where: others })
    audit({ target: { type: 'user', id: userId }, detail: { ended } })
    return { ended }
  },
})

/** Gives oneself a new User Secret, shown this once; the old one ends with the commit. */
export const resetOwnSecret = command({
  name: 'profile.resetSecret',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db, audit }): Promise<{ secret: string }> {
    const secret = newToken()
    await db.user.update({
      where: { id: actor.userId },
      data: { secretHash: hashToken(secret) },
      select: { id: true },
    })
    audit({ target: { type: 'user', id: actor.userId } })
    return { secret }
  },
})

/** Changes one's own password and ends all one's other sessions. */
export const changePassword = command({
  name: 'profile.changePassword',
  permission: 'profile',
  input: changePasswordSchema,
  async prepare({ actor, db, input }) {
    const { userId: id, organizationId } = actor
    await consumeOwnPasswordAttempt(id).catch((error: unknown) => refuse(actor, error))
    const { passwordHash: current } = await db.user.findUniqueOrThrow({
      where: { id },
      select: { passwordHash: true },
    })
    if (!(await verifyPassword(current, input.current))) {
      refuse(actor, fieldError('invalid', 'current', 'This is not your current password.'))
    }
    const next = await newPasswordHash(db, organizationId, { ...actor, id }, input.password)
    return { current, next }
  },
  async run({ actor, db, prepared, audit }): Promise<void> {
    const { userId } = actor
    await db.$executeRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`
    const still = { id: userId, passwordHash: prepared.current }
    if ((await db.user.count({ where: still })) === 0) {
      throw new AppError(
        'conflict',
        'Your password was changed meanwhile. Sign in with the new one.',
      )
    }
    await replacePassword(db, userId, prepared.next, false)
    await db.session.deleteMany({ where: { userId, id: { not: currentSessionId(actor) } } })
    audit({ target: { type: 'user', id: userId } })
  },
})

/** A guess at the current password is refused like one at the sign-in: with a row, once each. */
function refuse(actor: Actor, error: unknown): never {
  if (error instanceof AppError && !error.audited) {
    const { organizationId, userId, email, origin } = actor
    recordDenialLater(
      { organizationId, userId, email, origin },
      {
        operation: 'profile.changePassword',
        target: { type: 'user', id: userId },
        detail: { reason: error.message },
      },
    )
  }
  throw error
}
