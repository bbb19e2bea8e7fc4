import 'server-only'
import { z } from 'zod'
import { writeAudit } from '@/lib/activity/audit-log'
import { resetAllLoginAttempts, resetNetworkAttempts } from '@/lib/auth/reset-attempts'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { systemOperation } from '@/lib/operation'
import { generatePassword } from '@/lib/passwords/generate'
import { newPasswordHash, readPasswordPolicy, replacePassword } from '@/lib/passwords/records'
import { password } from '@/lib/passwords/schema'
import { email } from '@/lib/users/schema'

/** Without a password, the user gets a generated one. */
export const recoverUserSchema = z.object({ email, password: password.optional() })

type Recovered = { id: number; sessionsEnded: number; secretEnded: boolean; password: string }

/**
 * Lets the host's operator give a locked-out user a new password, which the user must change at the
 * next sign-in. Also ends their sessions and User Secret, and resets the counts of failed login
 * attempts.
 */
export const recoverUser = systemOperation({
  input: recoverUserSchema,
  async run({ db, origin, input }): Promise<Recovered> {
    const user = await db.user.findUnique({
      where: { email: input.email },
      select: {
        id: true,
        organizationId: true,
        accountId: true,
        firstName: true,
        lastName: true,
        email: true,
      },
    })
    if (!user) throw new AppError('not-found', 'No user has this email address.')
    const { id, organizationId } = user
    const newPassword =
      input.password ?? generatePassword(await readPasswordPolicy(db, organizationId))
    const passwordHash = await newPasswordHash(db, organizationId, user, newPassword)
    const ended = await transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`
      const flags = { mustChangePassword: true, initialPassword: true }
      const replacement = { passwordHash, changedBy: 'host' as const, ...flags }
      const secretEnded = await replacePassword(tx, id, replacement)
      const { count: sessionsEnded } = await tx.session.deleteMany({ where: { userId: id } })
      const author = { organizationId, userId: null, email: null, origin }
      await writeAudit(tx, author, [
        { operation: 'users.recover', outcome: 'done', target: { type: 'user', id } },
      ])
      return { sessionsEnded, secretEnded }
    })
    await resetAllLoginAttempts(db, { login: user.email, userId: id })
    await resetNetworkAttempts(db)
    return { id, ...ended, password: newPassword }
  },
})
