import 'server-only'
import { searchCondition } from '@/lib/accounts/filter-conditions'
import { activeAccountsOf } from '@/lib/accounts/search'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import type { Selection } from '@/lib/deletions/schema'
import type { Consequences } from '@/lib/deletions/view'

const MAX_NAMES = 5

/** An empty selection matches no account. */
export function selectionCondition({ organizationId }: Actor, selection: Selection): SQL.Sql {
  const { id, all } = selection
  const active = activeAccountsOf(organizationId)
  if (!all) return SQL.sql`${active} AND id = ANY(${id}::int[])`
  const matches = searchCondition(selection)
  return matches ? SQL.sql`${active} AND ${matches}` : active
}

type Counts = Omit<Consequences, 'names'>

const none: Counts = { accounts: 0, users: 0, defaultAccount: false }

export async function countConsequences(db: Database, condition: SQL.Sql): Promise<Consequences> {
  const [counts] = await db.$queryRaw<Counts[]>`
    SELECT (count(*) FILTER (WHERE NOT default_account))::int AS accounts,
           coalesce(sum(active_user_count) FILTER (WHERE NOT default_account), 0)::int AS users,
           coalesce(bool_or(default_account), false) AS "defaultAccount"
      FROM accounts WHERE ${condition}`
  const accounts = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM accounts WHERE ${condition} AND NOT default_account
     ORDER BY name_key, id LIMIT ${MAX_NAMES}`
  return { ...(counts ?? none), names: accounts.map(({ name }) => name) }
}
