import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Database } from '@/lib/db/sql'
import { encryptParameters, type Recipient } from '@/lib/mail/encrypted-parameters'
import { isMailOn } from '@/lib/mail/settings'
import type { MailParameters, MailTemplate } from '@/lib/mail/templates/parameters'

type NewMail<T extends MailTemplate> = {
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
  { organizationId, userId, to, template, parameters }: NewMail<T>,
): Promise<boolean> {
  if (!isMailOn()) return false
  const [person] = await db.$queryRaw<Recipient[]>`
    SELECT u.first_name AS "firstName", o.name AS organization
      FROM users u JOIN accounts a ON a.id = u.account_id JOIN organizations o ON o.id = u.organization_id
     WHERE u.id = ${userId} AND o.id = ${organizationId} AND u.active AND a.active`
  if (!person) return false
  const id = randomUUID()
  const encrypted = encryptParameters(id, { ...person, ...parameters })
  await db.$executeRaw`
    INSERT INTO mails (id, organization_id, user_id, recipient, template, parameters)
    VALUES (${id}::uuid, ${organizationId}, ${userId}, ${to}, ${template}, ${encrypted})`
  return true
}
