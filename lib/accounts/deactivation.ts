import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'
import { MAX_INTEGER } from '@/lib/ids'

// Small enough to finish well within the statement timeout.
const CHUNK_USERS = 10_000

/**
 * Deactivates the active users of these accounts, ends their sessions and links, and returns how many
 * there were. A single account can have any number of users; several accounts are one statement.
 */
export async function deactivateUsersOf(
  db: Database,
  accountIds: number[],
  deactivationId: string,
): Promise<number> {
  const deactivate = (condition: SQL.Sql) => db.$executeRaw`
    UPDATE users SET active = false, deactivation_id = ${deactivationId}::uuid,
           version = version + 1, updated_at = now() WHERE ${condition}`
  const users = await updateUsers(accountIds, SQL.sql`active`, deactivate)
  await db.$executeRaw`
    DELETE FROM sessions s USING users u
     WHERE u.account_id = ANY(${accountIds}::int[]) AND s.user_id = u.id`
  await db.$executeRaw`
    DELETE FROM user_links l USING users u
     WHERE u.account_id = ANY(${accountIds}::int[]) AND l.user_id = u.id`
  return users
}

/** Reactivates the users that this deactivation deactivated, and returns how many there were. */
export function reactivateUsersOf(
  db: Database,
  accountIds: number[],
  deactivationId: string | null,
): Promise<number> {
  const reactivate = (condition: SQL.Sql) => db.$executeRaw`
    UPDATE users SET active = true, deactivation_id = NULL, version = version + 1,
           updated_at = now() WHERE ${condition}`
  return updateUsers(accountIds, SQL.sql`deactivation_id = ${deactivationId}::uuid`, reactivate)
}

type Update = (condition: SQL.Sql) => Promise<number>

/** Updates the users of these accounts that meet the condition; after the update none meets it. */
async function updateUsers(
  accountIds: number[],
  condition: SQL.Sql,
  update: Update,
): Promise<number> {
  const [accountId = 0, ...others] = accountIds
  if (others.length > 0) {
    return update(SQL.sql`account_id = ANY(${accountIds}::int[]) AND ${condition}`)
  }
  return updateInChunks(SQL.sql`account_id = ${accountId} AND ${condition}`, update)
}

async function updateInChunks(condition: SQL.Sql, update: Update): Promise<number> {
  // A range of IDs, because a list of IDs would be looked up one by one.
  const chunk = SQL.sql`${condition} AND id <= coalesce(
    (SELECT id FROM users WHERE ${condition} ORDER BY id OFFSET ${CHUNK_USERS - 1} LIMIT 1),
    ${MAX_INTEGER})`
  let total = 0
  let updated = CHUNK_USERS
  while (updated === CHUNK_USERS) {
    updated = await update(chunk)
    total += updated
  }
  return total
}
