import 'server-only'
import { blockedSources, lockedSources } from '@/lib/auth/lock-outs'
import { passwordExpired } from '@/lib/auth/password-expiry'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { SQL } from '@/lib/db/sql'
import { isInvited } from '@/lib/users/invitations'

// Counts, because PostgreSQL would answer EXISTS for all users at once and read the whole table.
const login = SQL.sql`u.email`
export const signInBlocked = SQL.sql`((SELECT count(*) ${blockedSources(login)})
  + (SELECT count(*) ${lockedSources(login)}) > 0)`

/** What `userStatus` needs to know of users `u` beside the columns of a list. */
export const statusColumns = SQL.sql`
  u.password_hash <> ${NO_PASSWORD} AS "hasPassword", ${isInvited} AS invited,
  ${signInBlocked} AS "signInBlocked", u.must_change_password AS "mustChangePassword",
  (SELECT ${passwordExpired} FROM organizations o WHERE o.id = u.organization_id)
    AS "passwordExpired"`
