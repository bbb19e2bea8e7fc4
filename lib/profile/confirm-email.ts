import 'server-only'
import { writeAudit } from '@/lib/activity/audit-log'
import type { Origin } from '@/lib/auth/actor'
import { hashToken } from '@/lib/auth/tokens'
import { consumeLinkAttempt, resetLinkAttempts } from '@/lib/auth/visitor-attempts'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { consumeLink, findLink } from '@/lib/links/records'
import { systemOperation } from '@/lib/operation'
import { saveOwnEmail } from '@/lib/profile/records'
import { confirmEmailSchema } from '@/lib/profile/schema'

/**
 * Makes the address of a link that of its user, who may have opened it in another browser. A session
 * of the user in this browser goes on. A link whose address was taken in between is not used up.
 */
export const confirmEmail = systemOperation({
  input: confirmEmailSchema,
  async run({ origin, input: { link } }): Promise<{ email: string }> {
    await consumeLinkAttempt(origin.address)
    const confirmed = await transaction((db) => changeEmail(db, origin, link))
    await resetLinkAttempts(origin.address)
    return confirmed
  },
})

async function changeEmail(
  db: Database,
  origin: Origin,
  token: string,
): Promise<{ email: string }> {
  const found = await findLink(db, token, ['email'])
  if (!found) throw linkEnded()
  // Locked in the order of the commands, which end the links of a user they have locked.
  await db.$executeRaw`SELECT 1 FROM users WHERE id = ${found.userId} FOR UPDATE`
  const link = await consumeLink(db, token, ['email'])
  if (!link?.newEmail) throw linkEnded()
  const { userId, organizationId, newEmail: email } = link
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select })
  await saveOwnEmail(db, { ...user, organizationId }, email, currentSession(origin))
  await writeAudit(db, { organizationId, userId, email, origin }, [
    {
      operation: 'profile.confirmEmail',
      outcome: 'done',
      target: { type: 'user', id: userId },
      detail: { before: { email: user.email }, after: { email } },
    },
  ])
  return { email }
}

const select = { id: true, firstName: true, lastName: true, email: true } as const

/** The same for every reason, so that a link says nothing about its user. */
function linkEnded(): AppError {
  const message =
    "This link doesn't work. It works once and for 24 hours, unless the change is canceled. To get another link, enter the new address on your profile."
  return new AppError('invalid', message)
}

function currentSession({ sessionToken }: Origin): string {
  return sessionToken === undefined ? '' : hashToken(sessionToken)
}
