import 'server-only'
import { activeAccountsOf, anyBranch, searchBranches } from '@/lib/accounts/search'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import type { Selection } from '@/lib/deletions/schema'
import type { Consequences } from '@/lib/deletions/view'

const NAMED = 5

/** The condition for the accounts that are meant: nothing selected means none. */
export function selectionCondition({ organizationId }: Actor, { id, q, all }: Selection): SQL.Sql {
  const scope = activeAccountsOf(organizationId)
  if (!all) return SQL.sql`${scope} AND id = ANY(${id}::int[])`
  const found = anyBranch(searchBranches(q))
  return found ? SQL.sql`${scope} AND (${found})` : scope
}

/** What deleting them would do now; `lastId` is the highest ID of them. */
export async function countConsequences(
  db: Database,
  meant: SQL.Sql,
): Promise<Consequences & { lastId: number }> {
  const [counted] = await db.$queryRaw<Omit<Consequences & { lastId: number }, 'names'>[]>`
    SELECT (count(*) FILTER (WHERE NOT default_account))::int AS accounts,
           coalesce(sum(active_user_count) FILTER (WHERE NOT default_account), 0)::int AS users,
           coalesce(bool_or(default_account), false) AS "defaultAccount",
           coalesce(max(id), 0) AS "lastId"
      FROM accounts WHERE ${meant}`
  const named = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM accounts WHERE ${meant} AND NOT default_account
     ORDER BY name_key, id LIMIT ${NAMED}`
  const none = { accounts: 0, users: 0, defaultAccount: false, lastId: 0 }
  return { ...(counted ?? none), names: named.map(({ name }) => name) }
}
