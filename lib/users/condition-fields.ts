import 'server-only'
import { blockedSources, lockedSources } from '@/lib/auth/lock-outs'
import { initialPasswordExpired, passwordExpired } from '@/lib/auth/password-expiry'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import type { Fields } from '@/lib/ceql/compile'
import { columnName, mapColumns } from '@/lib/columns'
import { SQL } from '@/lib/db/sql'
import { normalizeEmail } from '@/lib/email'
import { normalizeIdentifier } from '@/lib/text'
import { contactColumns } from '@/lib/users/columns'
import { isInvited } from '@/lib/users/invitations'

const text = (sql: SQL.Sql) => ({ type: 'text', sql }) as const
const boolean = (sql: SQL.Sql) => ({ type: 'boolean', sql }) as const

const contactFields = mapColumns(contactColumns, (property) =>
  text(SQL.raw(`u.${columnName(property)}`)),
)

const searchKey = { sql: SQL.sql`u.search_key`, before: '%', after: '%' } as const

const fullName = { ...text(SQL.sql`u.first_name || ' ' || u.last_name`), searchKey }
// Active users have active accounts.
const expired = SQL.sql`NOT u.active AND NOT a.active`
const login = SQL.sql`u.email`
const blocked = SQL.sql`EXISTS (SELECT ${blockedSources(login)})
  OR EXISTS (SELECT ${lockedSources(login)})`
const locked = SQL.sql`NOT u.active OR ${blocked}`
const credentialsExpired = SQL.sql`u.must_change_password OR ${passwordExpired}
  OR ${initialPasswordExpired}`

const status = SQL.sql`CASE WHEN NOT u.active THEN 'inactive'
  WHEN u.password_hash <> ${NO_PASSWORD} THEN 'active'
  WHEN ${isInvited} THEN 'invited' ELSE 'no-password' END`

/** Every field of a user in a response, and `name`. The password and the roles are not texts. */
export const userConditionFields: Fields = {
  id: { type: 'integer', sql: SQL.sql`u.id` },
  accountId: { type: 'integer', sql: SQL.sql`u.account_id` },
  firstName: { ...text(SQL.sql`u.first_name`), searchKey },
  lastName: { ...text(SQL.sql`u.last_name`), searchKey },
  fullName,
  name: fullName,
  email: { ...text(SQL.sql`u.email`), normalize: normalizeEmail, searchKey, isIdentifier: true },
  active: boolean(SQL.sql`u.active`),
  status: text(status),
  ...contactFields,
  externalId: { ...contactFields.externalId, normalize: normalizeIdentifier },
  createdDate: { type: 'date', sql: SQL.sql`u.created_at` },
  lastLoginDate: { type: 'date', sql: SQL.sql`coalesce(u.last_login_at, u.created_at)` },
  enabled: boolean(SQL.sql`u.active`),
  accountExpired: boolean(expired),
  accountNonExpired: boolean(SQL.sql`NOT (${expired})`),
  accountLocked: boolean(locked),
  accountNonLocked: boolean(SQL.sql`NOT (${locked})`),
  credentialsExpired: boolean(credentialsExpired),
  credentialsNonExpired: boolean(SQL.sql`NOT (${credentialsExpired})`),
  emailValid: boolean(SQL.sql`true`),
}
