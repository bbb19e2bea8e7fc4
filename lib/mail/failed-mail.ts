import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import type { MailView } from '@/lib/mail/view'

export const mailColumns = SQL.sql`m.id::text, m.recipient, m.template, m.state, m.attempts, m.error,
  m.created_at AS "createdAt", m.next_attempt_at AS "nextAttemptAt"`

/** The latest mail to a user, if its last attempt failed. */
export async function findFailedMail(
  db: Database,
  { organizationId }: Actor,
  userId: number,
): Promise<MailView | undefined> {
  const [mail] = await db.$queryRaw<MailView[]>`
    SELECT ${mailColumns} FROM mails m
     WHERE m.user_id = ${userId} AND m.organization_id = ${organizationId}
     ORDER BY m.created_at DESC, m.id LIMIT 1`
  return mail?.error ? mail : undefined
}
