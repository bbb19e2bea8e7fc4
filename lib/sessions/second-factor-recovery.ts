import 'server-only'
import { z } from 'zod'
import { writeAudit } from '@/lib/activity/audit-log'
import { resetAllLoginAttempts } from '@/lib/auth/reset-attempts'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { systemOperation } from '@/lib/operation'
import { queueFactorRemoved } from '@/lib/second-factor/notices'
import { deleteAllFactors } from '@/lib/second-factor/records'
import { email } from '@/lib/users/schema'

export const recoverSecondFactorSchema = z.object({ email })

type Recovered = { id: number; hadSecondFactor: boolean; sessionsEnded: number }

/** Lets the host's operator remove the second factor and passkeys of a user, whose password stays. */
export const recoverSecondFactor = systemOperation({
  input: recoverSecondFactorSchema,
  async run({ db, origin, input }): Promise<Recovered> {
    const select = { id: true, organizationId: true, email: true } as const
    const user = await db.user.findUnique({ where: { email: input.email }, select })
    if (!user) throw new AppError('not-found', 'No user has this email address.')
    const { id, organizationId, email: login } = user
    const result = await transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`
      if (!(await deleteAllFactors(tx, id))) return { hadSecondFactor: false, sessionsEnded: 0 }
      const { count: sessionsEnded } = await tx.session.deleteMany({ where: { userId: id } })
      const author = { organizationId, userId: null, email: null, origin }
      const target = { type: 'user', id } as const
      const operation = 'users.resetSecondFactor'
      await writeAudit(tx, author, [
        { operation, outcome: 'done', target, detail: { sessionsEnded } },
      ])
      await queueFactorRemoved(tx, user, 'host')
      return { hadSecondFactor: true, sessionsEnded }
    })
    await resetAllLoginAttempts(db, { login, userId: id })
    return { id, ...result }
  },
})
