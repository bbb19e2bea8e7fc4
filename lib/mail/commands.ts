import 'server-only'
import { AppError } from '@/lib/errors'
import { queueMail } from '@/lib/mail/queue'
import { sendTestMailSchema } from '@/lib/mail/schema'
import { command } from '@/lib/operation'

/** Queues a mail to the actor. Its result appears in the outbox. */
export const sendTestMail = command({
  name: 'mail.sendTest',
  permission: 'organization:write',
  input: sendTestMailSchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor, db, audit }): Promise<{ to: string }> {
    const { userId, organizationId, email: to, firstName, lastName } = actor
    const parameters = { sentBy: `${firstName} ${lastName}` }
    const mail = { organizationId, userId, to, template: 'test' as const, parameters }
    if (!(await queueMail(db, mail))) throw new AppError('conflict', 'Mail is off.')
    audit({ target: { type: 'user', id: userId } })
    return { to }
  },
})
