import 'server-only'
import { accountColumns } from '@/lib/accounts/columns'
import { activeAccountsOf } from '@/lib/accounts/search'
import type { AccountView } from '@/lib/accounts/view'
import type { Actor } from '@/lib/auth/actor'
import { selectList } from '@/lib/db/columns'
import type { Database } from '@/lib/db/sql'
import { escapeLike } from '@/lib/search-text'
import { idIn } from '@/lib/search-words'

/**
 * The accounts with this ID, this external ID or a name that begins like this, a few of each. Reads
 * the index of each key, so it takes the same time however many accounts match.
 */
export function readClosestAccounts(
  db: Database,
  actor: Actor,
  text: string,
  limit: number,
): Promise<AccountView[]> {
  const active = activeAccountsOf(actor.organizationId)
  const id = idIn(text) ?? null
  return db.$queryRaw<AccountView[]>`
    SELECT ${selectList(accountColumns)}
      FROM (SELECT 1 AS rank, accounts.* FROM accounts WHERE ${active} AND id = ${id}::int
            UNION ALL
            (SELECT 2, accounts.* FROM accounts WHERE ${active} AND external_key = ${text}
              ORDER BY id LIMIT ${limit})
            UNION ALL
            (SELECT 3, accounts.* FROM accounts
              WHERE ${active} AND name_key LIKE ${`${escapeLike(text)}%`}
              ORDER BY name_key, id LIMIT ${limit})) a
     ORDER BY rank, name_key, id`
}
