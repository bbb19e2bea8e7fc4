import 'server-only'
import { passwordDenial, recordDenialLater } from '@/lib/activity/denials'
import { type Actor, currentSessionId } from '@/lib/auth/actor'
import { consumeOwnPasswordAttempt, resetOwnPasswordAttempts } from '@/lib/auth/login-attempts'
import { verifyPassword } from '@/lib/auth/password-hash'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { AppError, fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { newPasswordHash, replacePassword } from '@/lib/passwords/records'
import { changePasswordSchema, emptySchema, endSessionSchema } from '@/lib/sessions/schema'

export const signOut = command({
  name: 'session.signOut',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db, audit }): Promise<void> {
    await db.session.deleteMany({ where: { id: currentSessionId(actor) } })
    audit({ target: { type: 'user', id: actor.userId } })
  },
})

/** Ends one of the actor's own sessions. Returns whether it was still open. */
export const endSession = command({
  name: 'profile.endSession',
  permission: 'profile',
  input: endSessionSchema,
  async run({ actor, db, input: { id }, audit }): Promise<{ ended: boolean }> {
    const { userId } = actor
    const { count } = await db.session.deleteMany({ where: { id, userId } })
    if (count > 0) audit({ target: { type: 'user', id: userId }, detail: { ended: count } })
    return { ended: count > 0 }
  },
})

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

/** Returns the new User Secret, which is not stored. The old one stops working. */
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

/** Also ends all other sessions of the user. */
export const changePassword = command({
  name: 'profile.changePassword',
  permission: 'profile',
  input: changePasswordSchema,
  async prepare({ actor, db, input }) {
    const { userId: id, organizationId } = actor
    await consumeOwnPasswordAttempt(id).catch((error: unknown) => deny(actor, error))
    const { passwordHash: currentHash } = await db.user.findUniqueOrThrow({
      where: { id },
      select: { passwordHash: true },
    })
    if (!(await verifyPassword(currentHash, input.currentPassword))) {
      deny(actor, fieldError('invalid', 'currentPassword', 'This is not your current password.'))
    }
    await resetOwnPasswordAttempts(id)
    const newHash = await newPasswordHash(db, organizationId, { ...actor, id }, input.password)
    return { currentHash, newHash }
  },
  async run({ actor, db, prepared, audit }): Promise<void> {
    const { userId } = actor
    await db.$executeRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`
    const unchanged = { id: userId, passwordHash: prepared.currentHash }
    if ((await db.user.count({ where: unchanged })) === 0) {
      const message = 'Your password has changed since you opened this page. Sign in again.'
      throw new AppError('conflict', message)
    }
    await replacePassword(db, userId, prepared.newHash, {
      mustChangePassword: false,
      initialPassword: false,
    })
    await db.session.deleteMany({ where: { userId, id: { not: currentSessionId(actor) } } })
    audit({ target: { type: 'user', id: userId } })
  },
})

function deny(actor: Actor, error: unknown): never {
  if (error instanceof AppError) {
    recordDenialLater(actor, {
      operation: 'profile.changePassword',
      target: { type: 'user', id: actor.userId },
      ...passwordDenial(error),
    })
  }
  throw error
}
