import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'

import { MAX_INTEGER } from '@/lib/ids'

// So many that a statement stays well below its limit of time.
const CHUNK = 10_000

/**
 * Deactivates the active users of these accounts and ends their sessions; returns how many. One
 * account can have any number of users, several together no more than one statement can take.
 */
export async function deactivateUsersOf(
  db: Database,
  accountIds: number[],
  deactivationId: string,
): Promise<number> {
  const deactivate = (which: SQL.Sql) => db.$executeRaw`
    UPDATE users SET active = false, deactivation_id = ${deactivationId}::uuid,
           version = version + 1, updated_at = now() WHERE ${which}`
  const [only = 0, ...others] = accountIds
  const theirs = SQL.sql`account_id = ${only} AND active`
  const users =
    others.length === 0
      ? await inChunks(() => deactivate(chunkOf(theirs)))
      : await deactivate(SQL.sql`account_id = ANY(${accountIds}::int[]) AND active`)
  await db.$executeRaw`
    DELETE FROM sessions s USING users u
     WHERE u.account_id = ANY(${accountIds}::int[]) AND s.user_id = u.id`
  return users
}

/** Takes back what this deactivation did to the users of these accounts; returns how many. */
export function reactivateUsersOf(
  db: Database,
  accountIds: number[],
  deactivationId: string | null,
): Promise<number> {
  const reactivate = (which: SQL.Sql) => db.$executeRaw`
    UPDATE users SET active = true, deactivation_id = NULL, version = version + 1,
           updated_at = now() WHERE ${which}`
  const [only = 0, ...others] = accountIds
  const ended = SQL.sql`deactivation_id = ${deactivationId}::uuid`
  return others.length === 0
    ? inChunks(() => reactivate(chunkOf(SQL.sql`account_id = ${only} AND ${ended}`)))
    : reactivate(SQL.sql`account_id = ANY(${accountIds}::int[]) AND ${ended}`)
}

// The first of them, up to an ID and not by their IDs, which would be looked up one by one.
function chunkOf(theirs: SQL.Sql): SQL.Sql {
  return SQL.sql`${theirs} AND id <= coalesce(
    (SELECT id FROM users WHERE ${theirs} ORDER BY id OFFSET ${CHUNK - 1} LIMIT 1), ${MAX_INTEGER})`
}

async function inChunks(change: () => Promise<number>): Promise<number> {
  let changed = 0
  let last = CHUNK
  while (last === CHUNK) {
    last = await change()
    changed += last
  }
  return changed
}
