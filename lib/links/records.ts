import 'server-only'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { type Database, SQL } from '@/lib/db/sql'
import { env } from '@/lib/env'
import { paths } from '@/lib/paths'
import { publicUrl } from '@/lib/public-url'

/** To replace a password, to choose the first one, or to confirm a new email address. */
export type LinkPurpose = 'password' | 'invite' | 'email'

const lifetimes: { [purpose in LinkPurpose]: string } = {
  password: '24 hours',
  invite: '7 days',
  email: '24 hours',
}

type NewLink = {
  userId: number
  organizationId: number
  purpose: LinkPurpose
  /** Null if the user asked for the link. */
  createdBy: number | null
  /** The address that an `email` link confirms. */
  newEmail?: string
}

export type CreatedLink = { token: string; expiresAt: Date }

/** Earlier links of the user keep working: `endLinks` ends them. The token is not stored. */
export async function createLink(db: Database, link: NewLink): Promise<CreatedLink> {
  const [created] = await createLinks(db, [link])
  if (!created) throw new Error('The database returned no link.')
  return created
}

/** The same for many users, in their order. */
export async function createLinks(db: Database, links: NewLink[]): Promise<CreatedLink[]> {
  const tokens = links.map(() => newToken())
  const rows = links.map((link, index) => toRow(link, tokens[index] ?? ''))
  const stored = await db.$queryRaw<{ id: string; expiresAt: Date }[]>`
    INSERT INTO user_links (id, organization_id, user_id, purpose, new_email, created_by, expires_at)
    SELECT id, organization_id, user_id, purpose, new_email, created_by, now() + lifetime
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           AS r (id text, organization_id int, user_id int, purpose text, new_email text,
                 created_by int, lifetime interval)
    RETURNING id, expires_at AS "expiresAt"`
  const expiry = new Map(stored.map(({ id, expiresAt }) => [id, expiresAt]))
  return tokens.flatMap((token) => {
    const expiresAt = expiry.get(hashToken(token))
    return expiresAt ? [{ token, expiresAt }] : []
  })
}

function toRow({ userId, organizationId, purpose, createdBy, newEmail }: NewLink, token: string) {
  return {
    id: hashToken(token),
    organization_id: organizationId,
    user_id: userId,
    purpose,
    new_email: newEmail ?? null,
    created_by: createdBy,
    lifetime: lifetimes[purpose],
  }
}

/** The token is in the fragment, which browsers send to no server and in no Referer header. */
export function linkUrl(token: string, path: string = paths.setPassword): string {
  return `${publicUrl(env())}${path}#${token}`
}

export type Link = {
  organizationId: number
  userId: number
  purpose: LinkPurpose
  newEmail: string | null
  expiresAt: Date
}

const columns = SQL.sql`l.organization_id AS "organizationId", l.user_id AS "userId", l.purpose,
  l.new_email AS "newEmail", l.expires_at AS "expiresAt"`

/** Of a link `l` and its user `u`. */
const isUsable = SQL.sql`l.expires_at > now() AND u.active`

/** Undefined if the link was used, ended or has expired, or if its user is inactive. */
export async function findLink(
  db: Database,
  token: string,
  purposes: LinkPurpose[],
): Promise<Link | undefined> {
  const [link] = await db.$queryRaw<Link[]>`
    SELECT ${columns} FROM user_links l JOIN users u ON u.id = l.user_id
     WHERE l.id = ${hashToken(token)} AND l.purpose = ANY(${purposes}::text[]) AND ${isUsable}`
  return link
}

/** Uses the link up. Of two requests with the same link, the second gets undefined. */
export async function consumeLink(
  db: Database,
  token: string,
  purposes: LinkPurpose[],
): Promise<Link | undefined> {
  const [link] = await db.$queryRaw<Link[]>`
    DELETE FROM user_links l USING users u
     WHERE u.id = l.user_id AND l.id = ${hashToken(token)}
           AND l.purpose = ANY(${purposes}::text[]) AND ${isUsable}
    RETURNING ${columns}`
  return link
}

/** Returns how many links these users had that could still be used. */
export async function endLinks(
  db: Database,
  userIds: number | number[],
  purposes: LinkPurpose[] = ['password', 'invite', 'email'],
): Promise<number> {
  const [ended] = await db.$queryRaw<{ count: number }[]>`
    WITH ended AS
      (DELETE FROM user_links WHERE user_id = ANY(${[userIds].flat()}::int[])
        AND purpose = ANY(${purposes}::text[])
       RETURNING expires_at)
    SELECT count(*)::int AS count FROM ended WHERE expires_at > now()`
  return ended?.count ?? 0
}
