import 'server-only'
import { blockedSources, failedSources, lockedSources } from '@/lib/auth/lock-outs'
import { type Database, SQL } from '@/lib/db/sql'
import type { LockOut } from '@/lib/users/view'

/** The columns of a `LockOut`. */
export function lockOutColumns(login: SQL.Sql): SQL.Sql {
  return SQL.sql`
    (SELECT max(last_at) ${lockedSources(login)}) AS "lockedAt",
    (SELECT to_timestamp(max(expire) / 1000.0) ${blockedSources(login)}) AS "blockedUntil",
    (SELECT min(first_at) ${failedSources(login)}) AS "firstAt",
    (SELECT coalesce(sum(attempts), 0)::int ${failedSources(login)}) AS attempts,
    ARRAY(SELECT DISTINCT network
            FROM (SELECT unnest(networks) AS network ${failedSources(login)}) AS n
           ORDER BY network) AS networks`
}

/** Why a user whose sign-in is blocked can't sign in. */
export async function readLockOut(
  db: Database,
  { email }: { email: string },
): Promise<LockOut | undefined> {
  const [lockOut] = await db.$queryRaw<LockOut[]>`SELECT ${lockOutColumns(SQL.sql`${email}`)}`
  return lockOut
}
