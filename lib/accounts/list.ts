import 'server-only'
import { readClosestAccounts } from '@/lib/accounts/closest-accounts'
import { accountColumns } from '@/lib/accounts/columns'
import { searchAsWhere, searchCondition, withoutMistake } from '@/lib/accounts/filter-conditions'
import { accountSource, findAccounts } from '@/lib/accounts/find-accounts'
import { orderText } from '@/lib/accounts/order-schema'
import { decodeAccountCursor, readOrderedPage } from '@/lib/accounts/ordered-page'
import { isCondition } from '@/lib/accounts/policy'
import {
  exportAccountsSchema,
  searchAccountsSchema,
  suggestAccountsSchema,
} from '@/lib/accounts/query-schema'
import { activeAccountsOf } from '@/lib/accounts/search'
import { accountSorts } from '@/lib/accounts/sort'
import type { AccountPage, AccountView } from '@/lib/accounts/view'
import { selectList } from '@/lib/db/columns'
import { SQL } from '@/lib/db/sql'
import { LAST_PAGE } from '@/lib/listing/cursor'
import { eachBatch } from '@/lib/listing/each-batch'
import { readNearestPage } from '@/lib/listing/nearest-page'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { query } from '@/lib/operation'

const MAX_SUGGESTED = 5

const columns = selectList(accountColumns)

/** One page of the list. */
export const searchAccounts = query({
  name: 'accounts.search',
  permission: 'accounts:read',
  input: searchAccountsSchema,
  async run({ actor, db, input }): Promise<AccountPage> {
    const { search, mistake } = withoutMistake(input)
    const { size: pageSize } = search
    const found = findAccounts(actor.organizationId, search)
    const requested = decodeAccountCursor(input.cursor, search)
    return readNearestPage(requested, async (cursor) => {
      const page = await readOrderedPage(db, found, search, { cursor, pageSize })
      // Where the rows of a page have been deleted, another page is shown.
      const token = cursor === requested ? input.cursor : LAST_PAGE
      const request = {
        where: searchAsWhere(search),
        orderBy: orderText(search),
        nextPage: cursor ? token : '',
      }
      return { ...page, q: search.q, request, mistake }
    })
  },
})

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
    const search = searchAccountsSchema.parse({ q })
    const firstPage = { cursor: undefined, pageSize: MAX_SUGGESTED }
    const [closest, found] = await Promise.all([
      readClosestAccounts(db, actor, text, MAX_SUGGESTED),
      readOrderedPage(db, findAccounts(actor.organizationId, search), search, firstPage),
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
