import 'server-only'
import { readClosestAccounts } from '@/lib/accounts/closest-accounts'
import { accountColumns } from '@/lib/accounts/columns'
import { searchAsWhere, searchCondition, withoutMistake } from '@/lib/accounts/filter-conditions'
import { accountSource, findAccounts } from '@/lib/accounts/find-accounts'
import { isCondition } from '@/lib/accounts/policy'
import {
  type AccountSearch,
  exportAccountsSchema,
  searchAccountsSchema,
  suggestAccountsSchema,
} from '@/lib/accounts/query-schema'
import { readInOrder } from '@/lib/accounts/read-in-order'
import { activeAccountsOf } from '@/lib/accounts/search'
import { accountSorts } from '@/lib/accounts/sort'
import type { AccountPage, AccountView } from '@/lib/accounts/view'
import type { Actor } from '@/lib/auth/actor'
import { selectList } from '@/lib/db/columns'
import { type Database, SQL } from '@/lib/db/sql'
import { decodeCursor } from '@/lib/listing/cursor'
import { eachBatch } from '@/lib/listing/each-batch'
import { keyset, toPage } from '@/lib/listing/keyset'
import { readNearestPage } from '@/lib/listing/nearest-page'
import { readPage } from '@/lib/listing/read-page'
import { totalOf } from '@/lib/listing/view'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { query } from '@/lib/operation'

const MAX_SUGGESTED = 5

const columns = selectList(accountColumns)

/** One page of the list. */
export const searchAccounts = query({
  name: 'accounts.search',
  permission: 'accounts:read',
  input: searchAccountsSchema,
  run: ({ actor, db, input }): Promise<AccountPage> => readAccountPage(db, actor, input),
})

async function readAccountPage(
  db: Database,
  actor: Actor,
  input: AccountSearch,
  pageSize: number = input.size,
): Promise<AccountPage> {
  const { search, mistake } = withoutMistake(input)
  const where = searchAsWhere(search)
  const { sort, direction } = search
  const order = `${sort} ${direction}`
  const column = accountSorts[sort]
  const { source, branches } = findAccounts(actor.organizationId, search)
  const requested = decodeCursor(input.cursor, order, column.isValidKey)
  return readNearestPage(requested, async (cursor) => {
    const clauses = keyset(column, direction, cursor, pageSize)
    const request = { columns, source, branches, clauses, sortedByName: sort === 'name' }
    const { rows, total } = await readPage<AccountView>(db, {
      ...request,
      readInOrder: (estimates) => readInOrder(request, estimates),
    })
    const page = toPage(rows, { cursor, pageSize, order, keyOf: column.keyOf })
    return { ...page, total: totalOf(page, total), q: search.q, where, mistake }
  })
}

/**
 * The accounts that someone most likely means: those with this ID, this external ID or a name that
 * begins like this, then others that the list finds.
 */
export const suggestAccounts = query({
  name: 'accounts.suggest',
  permission: 'accounts:read',
  input: suggestAccountsSchema,
  async run({ actor, db, input: { q } }): Promise<{ accounts: AccountView[]; isMore: boolean }> {
    const text = normalizeForSearch(q)
    if (text === '' || isCondition(q)) return { accounts: [], isMore: false }
    const [closest, found] = await Promise.all([
      readClosestAccounts(db, actor, text, MAX_SUGGESTED),
      readAccountPage(db, actor, searchAccountsSchema.parse({ q }), MAX_SUGGESTED),
    ])
    const accounts = new Map([...closest, ...found.rows].map((account) => [account.id, account]))
    return { accounts: [...accounts.values()].slice(0, MAX_SUGGESTED), isMore: found.next !== '' }
  },
})

/**
 * The accounts of a search, or those of them that are selected. The default account is left out,
 * because no other organization could import it.
 */
export const exportAccounts = query({
  name: 'accounts.export',
  permission: 'accounts:read',
  input: exportAccountsSchema,
  async run({ actor, db, input }): Promise<AsyncIterable<AccountView[]>> {
    const { sort, direction, id, all } = input
    const ids = all ? [] : id
    const column = accountSorts[sort]
    const active = SQL.sql`${activeAccountsOf(actor.organizationId)} AND NOT default_account`
    const selected = SQL.sql`${active} AND id = ANY(${ids}::int[])`
    const source = accountSource(active, sort)
    return eachBatch<AccountView>(db, {
      columns,
      source: ids.length > 0 ? { ...source, scope: selected, parts: undefined } : source,
      column,
      direction,
      keyOf: column.keyOf,
      // Accounts selected one by one may have been found by other searches.
      condition: ids.length > 0 ? undefined : searchCondition(input),
    })
  },
})
