import 'server-only'
import { z } from 'zod'
import { consumeGuess } from '@/lib/auth/limits'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { changePasswordSchema } from '@/lib/auth/schema'
import { fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { passwordFault } from '@/lib/organization/policy'

/** Ends the session that this request belongs to. */
export const signOut = command({
  name: 'session.signOut',
  permission: 'profile',
  input: z.object({}),
  async run({ actor, db, record }): Promise<void> {
    await db.session.deleteMany({ where: { id: actor.sessionId } })
    record({ target: { type: 'user', id: actor.userId } })
  },
})

/** Changes one's own password and ends all one's other sessions. */
export const changePassword = command({
  name: 'profile.changePassword',
  permission: 'profile',
  input: changePasswordSchema,
  prepare: ({ password }) => hashPassword(password),
  async run({ actor, db, input, prepared, record }): Promise<void> {
    const { userId } = actor
    await consumeGuess(`profile ${userId}`, actor.origin.address)
    const { passwordHash } = await db.user.findUniqueOrThrow({
      where: { id: userId },
      select: { passwordHash: true },
    })
    if (!(await verifyPassword(passwordHash, input.current))) {
      throw fieldError('invalid', 'current', 'This is not your current password.')
    }
    const fault = passwordFault(input.password, actor)
    if (fault) throw fieldError('invalid', 'password', fault)
    await db.user.update({
      where: { id: userId },
      data: { passwordHash: prepared, mustChangePassword: false },
      select: { id: true },
    })
    await db.session.deleteMany({ where: { userId, id: { not: actor.sessionId } } })
    record({ target: { type: 'user', id: userId } })
  },
})
