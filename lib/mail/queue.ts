import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Database } from '@/lib/db/sql'
import { encryptParameters, type Recipient } from '@/lib/mail/encrypted-parameters'
import { isMailOn } from '@/lib/mail/settings'
import type { MailParameters, MailTemplate } from '@/lib/mail/templates/parameters'

export type NewMail<T extends MailTemplate> = {
  organizationId: number
  userId: number
  to: string
  template: T
  parameters: MailParameters[T]
}

/**
 * Queues a mail in the transaction of the change that it reports, so that it is sent if and only if
 * that commits. Returns false and does nothing if mail is off or the user is inactive.
 */
export async function queueMail<T extends MailTemplate>(
  db: Database,
  mail: NewMail<T>,
): Promise<boolean> {
  return (await queueMails(db, [mail])) > 0
}

/** The same for many users at once. Returns how many mails were queued. */
export async function queueMails<T extends MailTemplate>(
  db: Database,
  mails: NewMail<T>[],
): Promise<number> {
  if (!isMailOn() || mails.length === 0) return 0
  const recipients = await findRecipients(db, mails)
  const rows = mails.flatMap(({ organizationId, userId, to, template, parameters }) => {
    const recipient = recipients.get(userId)
    if (recipient?.organizationId !== organizationId) return []
    const { firstName, organization } = recipient
    const id = randomUUID()
    const encrypted = encryptParameters(id, { firstName, organization, ...parameters })
    const base64 = Buffer.from(encrypted).toString('base64')
    return [{ id, organizationId, userId, to, template, parameters: base64 }]
  })
  return db.$executeRaw`
    INSERT INTO mails (id, organization_id, user_id, recipient, template, parameters)
    SELECT id, "organizationId", "userId", "to", template, decode(parameters, 'base64')
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           AS r (id uuid, "organizationId" int, "userId" int, "to" text, template text,
                 parameters text)`
}

type FoundRecipient = Recipient & { id: number; organizationId: number }

async function findRecipients(db: Database, mails: { userId: number }[]) {
  const ids = mails.map(({ userId }) => userId)
  const people = await db.$queryRaw<FoundRecipient[]>`
    SELECT u.id, u.organization_id AS "organizationId", u.first_name AS "firstName",
           o.name AS organization
      FROM users u JOIN accounts a ON a.id = u.account_id JOIN organizations o ON o.id = u.organization_id
     WHERE u.id = ANY(${ids}::int[]) AND u.active AND a.active`
  return new Map(people.map((person) => [person.id, person]))
}
