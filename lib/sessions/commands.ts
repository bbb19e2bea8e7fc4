import 'server-only'
import { currentSessionId } from '@/lib/auth/actor'
import { newSecret, withdrawUserSecret } from '@/lib/auth/secrets'
import { AppError, fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { newPasswordHash, replacePassword } from '@/lib/passwords/records'
import { requireSamePassword, verifyOwnPassword } from '@/lib/sessions/own-password'
import { requireOwnProof } from '@/lib/sessions/own-proof'
import { renewSession } from '@/lib/sessions/records'
import {
  changePasswordSchema,
  confirmPasswordSchema,
  emptySchema,
  endSessionSchema,
} from '@/lib/sessions/schema'

type ChangedPassword = { sessionToken: string; secretEnded: boolean }

export const signOut = command({
  name: 'session.signOut',
  permission: 'profile',
  input: emptySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor, db, audit }): Promise<void> {
    await db.session.deleteMany({ where: { id: currentSessionId(actor) } })
    audit({ target: { type: 'user', id: actor.userId } })
  },
})

/** Ends one of the actor's own sessions. Returns whether it was still open. */
export const endSession = command({
  name: 'profile.endSession',
  permission: 'profile',
  recentAuthentication: 'always',
  input: endSessionSchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor, db, input: { sessionId: publicId }, audit }): Promise<{ ended: boolean }> {
    const { userId } = actor
    const { count } = await db.session.deleteMany({ where: { publicId, userId } })
    if (count > 0) audit({ target: { type: 'user', id: userId }, detail: { ended: count } })
    return { ended: count > 0 }
  },
})

export const endOtherSessions = command({
  name: 'profile.endOtherSessions',
  permission: 'profile',
  recentAuthentication: 'always',
  input: emptySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
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
  recentAuthentication: 'always',
  input: emptySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor: { userId: id }, db, audit }): Promise<{ secret: string }> {
    const { secret, columns } = newSecret()
    await db.user.update({ where: { id }, data: columns, select: { id: true } })
    audit({ target: { type: 'user', id } })
    return { secret }
  },
})

/** Repeated, does nothing. */
export const withdrawOwnSecret = command({
  name: 'profile.withdrawSecret',
  permission: 'profile',
  input: emptySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor: { userId: id }, db, audit }): Promise<void> {
    if (await withdrawUserSecret(db, id)) audit({ target: { type: 'user', id } })
  },
})

/**
 * Proves again who uses the session, and returns its new token. The old one stops working, because
 * someone else may have it.
 */
export const confirmPassword = command({
  name: 'session.confirmPassword',
  permission: 'profile',
  input: confirmPasswordSchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  prepare: async ({ actor, db, input: { ownPassword: password } }) => {
    await requireOwnProof(db, actor)
    const operation = 'session.confirmPassword'
    const wrong = new AppError(
      'reauthentication-required',
      'This is not your password. Enter your password to continue.',
    )
    return verifyOwnPassword({ actor, db, password, operation, wrong })
  },
  async run({ actor, db, prepared, audit }): Promise<{ sessionToken: string }> {
    await requireSamePassword(db, actor, prepared)
    const sessionToken = await renewSession(db, actor)
    audit({ target: { type: 'user', id: actor.userId } })
    return { sessionToken }
  },
})

/**
 * Returns a new token of the session, because the old one stops working. Ends all other sessions of
 * the user, and their User Secret unless they keep it.
 */
export const changePassword = command({
  name: 'profile.changePassword',
  permission: 'profile',
  input: changePasswordSchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async prepare({ actor, db, input: { currentPassword, password } }) {
    await requireOwnProof(db, actor, 'conflict')
    const operation = 'profile.changePassword'
    const wrong = fieldError('invalid', 'currentPassword', 'This is not your current password.')
    const verification = { actor, db, password: currentPassword, operation, wrong }
    const current = await verifyOwnPassword(verification)
    const person = { ...actor, id: actor.userId }
    const newHash = await newPasswordHash(db, actor.organizationId, person, password)
    return { current, newHash }
  },
  async run({ actor, db, input: { keepSecret }, prepared, audit }): Promise<ChangedPassword> {
    const { userId } = actor
    const passwordHash = prepared.newHash
    await requireSamePassword(db, actor, prepared.current)
    const flags = { mustChangePassword: false, initialPassword: false, keepSecret }
    const replacement = { passwordHash, changedBy: 'user' as const, ...flags }
    const secretEnded = await replacePassword(db, userId, replacement)
    await db.session.deleteMany({ where: { userId, id: { not: currentSessionId(actor) } } })
    const sessionToken = await renewSession(db, actor)
    audit({ target: { type: 'user', id: userId }, detail: { secretEnded } })
    return { sessionToken, secretEnded }
  },
})
