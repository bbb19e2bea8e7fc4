import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { queueMails } from '@/lib/mail/queue'
import { fullName, type NewLink } from '@/lib/users/view'

type MailedLink = { id: number; email: string } & Pick<NewLink, 'url' | 'expiresAt' | 'purpose'>

/** Sends each user their link, so that the administrator doesn't have to. */
export async function mailLinks(db: Database, actor: Actor, users: MailedLink[]): Promise<void> {
  const { organizationId } = actor
  const sentBy = fullName(actor)
  const mails = users.map(({ id: userId, email: to, url, expiresAt, purpose }) => ({
    organizationId,
    userId,
    to,
    template: purpose === 'invite' ? ('invite' as const) : ('password-link' as const),
    parameters: { url, expiresAt, sentBy },
  }))
  if ((await queueMails(db, mails)) < mails.length) {
    throw new AppError('conflict', 'Mail is off. Copy the link and send it yourself.')
  }
}
