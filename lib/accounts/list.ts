import 'server-only'
import { accountColumns } from '@/lib/accounts/columns'
import { searchAsWhere, searchCondition, withoutMistake } from '@/lib/accounts/filter-conditions'
import { accountSource, findAccounts } from '@/lib/accounts/find-accounts'
import { orderText } from '@/lib/accounts/order-schema'
import { decodeAccountCursor, readOrderedPage } from '@/lib/accounts/ordered-page'
import { exportAccountsSchema, searchAccountsSchema } from '@/lib/accounts/query-schema'
import { activeAccountsOf } from '@/lib/accounts/search'
import { accountSorts } from '@/lib/accounts/sort'
import type { AccountPage, AccountView } from '@/lib/accounts/view'
import { selectList } from '@/lib/db/columns'
import { SQL } from '@/lib/db/sql'
import { LAST_PAGE } from '@/lib/listing/cursor'
import { eachBatch } from '@/lib/listing/each-batch'
import { readNearestPage } from '@/lib/listing/nearest-page'
import { query } from '@/lib/operation'

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
