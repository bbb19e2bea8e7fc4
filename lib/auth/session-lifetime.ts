import 'server-only'
import { sessionSeconds } from '@/lib/auth/cookies'
import { type Database, SQL } from '@/lib/db/sql'
import { env } from '@/lib/env'

// All of this follows the clock of the database, which all instances share. An organization can only
// shorten what the operator allows: `least` ignores nulls.

const idleTime = () => SQL.sql`
  make_interval(mins => least(o.session_idle_minutes, ${env().SESSION_IDLE_MINUTES}::int))`

/** When a new session ends at the latest. */
export const latestEnd = () => SQL.sql`now() + make_interval(secs => ${sessionSeconds()}::int)`

/** When the session `s` of a user of the organization `o` ends unless someone uses it. */
export function sessionEnd(): SQL.Sql {
  return SQL.sql`least(s.expires_at, s.created_at + make_interval(hours => o.session_absolute_hours),
                       s.last_used_at + ${idleTime()})`
}

/** Whether the session `s` of a user of the organization `o` is open. */
export function isOpen(): SQL.Sql {
  return SQL.sql`(${sessionEnd()} > now())`
}

const RECENT_AUTHENTICATION_SECONDS = 10 * 60

/** Whether the user of the session `s` has recently proven who they are. */
export const isRecentlyAuthenticated = SQL.sql`
  s.authenticated_at > now() - make_interval(secs => ${RECENT_AUTHENTICATION_SECONDS}::int)`

/** Whether the last recorded use of the session `s` is a minute old. */
export const isUseOutdated = SQL.sql`s.last_used_at < now() - interval '1 minute'`

/** Skips a session that another statement has locked, because its use is being recorded or it ends. */
export async function recordSessionUse(db: Database, id: string): Promise<void> {
  await db.$executeRaw`
    UPDATE sessions SET last_used_at = now() WHERE id =
      (SELECT id FROM sessions s WHERE id = ${id} AND ${isUseOutdated} FOR UPDATE SKIP LOCKED)`
}
