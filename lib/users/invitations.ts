import 'server-only'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { SQL } from '@/lib/db/sql'

/** Whether the link `l` invites its user and still works. */
export const isOpenInvite = SQL.sql`l.purpose = 'invite' AND l.expires_at > now()`

// Counts, because PostgreSQL would answer EXISTS for all users at once and read the whole table.
/** Whether the user `u` has an invite that still works, and no password. */
export const isInvited = SQL.sql`(u.password_hash = ${NO_PASSWORD} AND
  (SELECT count(*) FROM user_links l
    WHERE l.user_id = u.id AND ${isOpenInvite}) > 0)`
