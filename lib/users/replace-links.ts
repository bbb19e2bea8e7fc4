import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { createLinks, endLinks, linkUrl } from '@/lib/links/records'
import type { LinkOwner, OwnerWithLink } from '@/lib/links/view'
import type { NewLink } from '@/lib/users/view'

type Purpose = NewLink['purpose']

/**
 * Makes a link for each of these users, and ends their earlier ones. Lock the users first: one who
 * sets a password now would otherwise leave the new link behind.
 */
export async function replaceLinks<P extends LinkOwner & { purpose: Purpose }>(
  db: Database,
  { organizationId, userId: createdBy }: Actor,
  people: P[],
): Promise<(P & OwnerWithLink)[]> {
  const ids = people.map(({ id }) => id)
  await endLinks(db, ids, ['password', 'invite'])
  const links = await createLinks(
    db,
    people.map(({ id: userId, purpose }) => ({ userId, organizationId, purpose, createdBy })),
  )
  return people.map((person, index) => {
    const link = links[index]
    if (!link) throw new Error('A user got no link.')
    return { ...person, url: linkUrl(link.token), expiresAt: link.expiresAt }
  })
}
