import 'server-only'
import { type Actor, currentSessionId } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { endLinks } from '@/lib/links/records'

type User = { id: number; email: string; active: boolean }
type Change = { before: User; after: User; hasNewPassword: boolean }

/**
 * Ends the sessions and links that a change of a user must not leave behind. People who change their
 * own email address stay signed in where they do it, as on their profile.
 */
export async function endAccess(
  db: Database,
  actor: Actor,
  { before, after, hasNewPassword }: Change,
): Promise<void> {
  const { id: userId } = after
  const isNewEmail = after.email !== before.email
  if (hasNewPassword || !after.active) await db.session.deleteMany({ where: { userId } })
  else if (isNewEmail && userId === actor.userId) {
    await db.session.deleteMany({ where: { userId, id: { not: currentSessionId(actor) } } })
  }
  // A link to the old address may be in someone else's mailbox.
  if (!after.active || isNewEmail) await endLinks(db, userId)
}
