import 'server-only'
import type { Database } from '@/lib/db/sql'
import { endLinks } from '@/lib/links/records'
import type { PendingEmail } from '@/lib/profile/view'
import { reportNewEmails } from '@/lib/users/emails'
import { searchKey } from '@/lib/users/search-key'

export async function findPendingEmail(
  db: Database,
  userId: number,
): Promise<PendingEmail | undefined> {
  const [pending] = await db.$queryRaw<PendingEmail[]>`
    SELECT new_email AS email, expires_at AS "expiresAt" FROM user_links
     WHERE user_id = ${userId} AND purpose = 'email' AND expires_at > now()
     ORDER BY created_at DESC LIMIT 1`
  return pending
}

type User = {
  id: number
  organizationId: number
  firstName: string
  lastName: string
  email: string
}

/**
 * Ends the other sessions of the user, because someone else may have them, and the links that were
 * sent to the old address, whose mailbox may no longer be theirs. Tells the old address.
 */
export async function saveOwnEmail(
  db: Database,
  user: User,
  email: string,
  sessionToKeep: string,
): Promise<{ version: number }> {
  const { id, organizationId } = user
  await reportNewEmails(db, { userId: id, organizationId }, [{ before: user, newEmail: email }])
  await endLinks(db, id)
  await db.session.deleteMany({ where: { userId: id, id: { not: sessionToKeep } } })
  return db.user.update({
    where: { id },
    data: {
      email,
      searchKey: searchKey({ ...user, email }),
      version: { increment: 1 },
    },
    select: { version: true },
  })
}
