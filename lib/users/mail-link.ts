import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { queueMail } from '@/lib/mail/queue'
import { fullName, type NewLink } from '@/lib/users/view'

/** Sends the link of a user to them, so that its administrator doesn't have to. */
export async function mailLink(
  db: Database,
  actor: Actor,
  { id: userId, email: to }: { id: number; email: string },
  { url, expiresAt, purpose }: NewLink,
): Promise<void> {
  const { organizationId } = actor
  const template = purpose === 'invite' ? 'invite' : 'password-link'
  const parameters = { url, expiresAt, sentBy: fullName(actor) }
  const isQueued = await queueMail(db, { organizationId, userId, to, template, parameters })
  if (!isQueued) throw new AppError('conflict', 'Mail is off. Copy the link and send it yourself.')
}
