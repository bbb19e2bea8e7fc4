import 'server-only'
import type { Database } from '@/lib/db/sql'
import type { LinkPurpose } from '@/lib/links/records'
import type { OpenLink } from '@/lib/users/view'

/** Of links with which a user chooses a password. */
export const passwordLinkPurposes: LinkPurpose[] = ['password', 'invite']

/** The newest link with which a user can choose a password, expired or not. */
export async function readOpenLink(db: Database, userId: number): Promise<OpenLink | undefined> {
  const [link] = await db.$queryRaw<OpenLink[]>`
    SELECT purpose, expires_at AS "expiresAt", expires_at <= now() AS expired FROM user_links
     WHERE user_id = ${userId} AND purpose = ANY(${passwordLinkPurposes}::text[])
     ORDER BY created_at DESC, expires_at DESC LIMIT 1`
  return link
}
