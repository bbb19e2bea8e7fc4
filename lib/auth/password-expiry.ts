import 'server-only'
import { SQL } from '@/lib/db/sql'

const expirationDays = SQL.sql`(o.password_policy ->> 'expirationDays')::int`

const INITIAL_PASSWORD_DAYS = 30

/** Whether nobody has used the password that the user `u` got from someone else, for too long. */
export const initialPasswordExpired = SQL.sql`(u.initial_password
  AND u.password_changed_at < now() - interval '1 day' * ${INITIAL_PASSWORD_DAYS})`

/**
 * `SELECT …`: users of the organization who chose their password earlier than this have to choose
 * another. Null if passwords don't expire.
 */
export function expiredBefore(organizationId: number): SQL.Sql {
  return SQL.sql`SELECT now() - interval '1 day' * ${expirationDays}
    FROM organizations o WHERE o.id = ${organizationId} AND ${expirationDays} > 0`
}

/** Whether the password of the user `u` is older than the policy of their organization `o` allows. */
export const passwordExpired = SQL.sql`
  (coalesce(${expirationDays}, 0) > 0
   AND u.password_changed_at < now() - interval '1 day' * ${expirationDays})`
