import 'server-only'
import { writeAudit } from '@/lib/activity/audit-log'
import type { Origin } from '@/lib/auth/actor'
import { newTrustedDevice, verifyTrustedDevice } from '@/lib/auth/trusted-device'
import { consumeLinkAttempt, resetLinkAttempts } from '@/lib/auth/visitor-attempts'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { consumeLink, findLink, type LinkPurpose } from '@/lib/links/records'
import { systemOperation } from '@/lib/operation'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { newPasswordHash, readPasswordPolicy, replacePassword } from '@/lib/passwords/records'
import { openLinkSchema, setPasswordSchema } from '@/lib/sessions/schema'

const purposes: LinkPurpose[] = ['password', 'invite']

/** What the page of a link says before its password is chosen. */
export type OpenedLink = { token: string; email: string; policy: PasswordPolicy }

/** Uses nothing up: mail scanners open links before people do. */
export const openLink = systemOperation({
  input: openLinkSchema,
  async run({ db, origin, input }): Promise<OpenedLink> {
    const { email, organizationId } = await requireUser(db, origin, input.link)
    return { token: input.link, email, policy: await readPasswordPolicy(db, organizationId) }
  },
})

/**
 * Sets the password that the user of a link chose. Ends their sessions, User Secret and other links.
 * Too many wrong passwords still lock their login for unknown devices, but this device is now known.
 */
export const setPassword = systemOperation({
  input: setPasswordSchema,
  async run({ db, origin, input }): Promise<{ deviceToken: string }> {
    const user = await requireUser(db, origin, input.link)
    const { id, organizationId, email } = user
    const passwordHash = await newPasswordHash(db, organizationId, user, input.password)
    await transaction(async (tx) => {
      // In the order of all commands: the user, then their links.
      await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`
      const link = await consumeLink(tx, input.link, purposes)
      if (!link) throw linkEnded()
      const secretEnded = await replacePassword(tx, id, {
        passwordHash,
        mustChangePassword: false,
        initialPassword: false,
        changedBy: 'user',
      })
      const { count: sessionsEnded } = await tx.session.deleteMany({ where: { userId: id } })
      await writeAudit(tx, { organizationId, userId: id, email, origin }, [
        {
          operation: 'profile.setPassword',
          outcome: 'done',
          target: { type: 'user', id },
          detail: { link: link.purpose, sessionsEnded, secretEnded },
        },
      ])
    })
    const device = verifyTrustedDevice(id, origin.deviceToken) ?? newTrustedDevice(id)
    return { deviceToken: device.token }
  },
})

/** The user of a link. Counts the attempt first, and takes it back if the link works. */
async function requireUser(db: Database, { address }: Origin, token: string) {
  await consumeLinkAttempt(address)
  const link = await findLink(db, token, purposes)
  if (!link) throw linkEnded()
  await resetLinkAttempts(address)
  const user = await db.user.findUnique({
    where: { id: link.userId },
    select: {
      id: true,
      organizationId: true,
      accountId: true,
      firstName: true,
      lastName: true,
      email: true,
    },
  })
  if (!user) throw linkEnded()
  return user
}

/** The same for every reason, so that a link says nothing about its user. */
function linkEnded(): AppError {
  const message =
    "This link doesn't work. It works once and for a limited time, and a newer link or password ends it. Ask for a new link."
  return new AppError('invalid', message)
}
