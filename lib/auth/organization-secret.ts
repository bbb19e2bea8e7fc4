import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'

/** Whether this is the hash of a secret of the organization `o` that works. */
export const isOrganizationSecret = (hash: string) => SQL.sql`
  (o.secret_hash = ${hash} OR o.previous_secret_hash = ${hash} AND o.previous_secret_until > now())`

/** Whether the user `u` has not yet called the API today with this secret of the organization `o`. */
export const isSecretUseOutdated = (hash: string) => SQL.sql`
  NOT EXISTS (SELECT 1 FROM secret_uses s
    WHERE s.organization_id = o.id AND s.user_id = u.id AND s.used_on = current_date
      AND s.previous = (o.secret_hash IS DISTINCT FROM ${hash}))`

type Caller = { userId: number; organizationId: number }

/** Skips a user whom another statement has locked, because they may be about to be deleted. */
export async function recordSecretUse(
  db: Database,
  { userId, organizationId }: Caller,
  hash: string,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO secret_uses (organization_id, user_id, previous)
    SELECT o.id, u.id, o.secret_hash IS DISTINCT FROM ${hash}
      FROM organizations o, users u
     WHERE o.id = ${organizationId} AND u.id = ${userId} AND ${isOrganizationSecret(hash)}
       FOR KEY SHARE OF u SKIP LOCKED
    ON CONFLICT (organization_id, previous, user_id) DO UPDATE SET used_on = current_date`
}
