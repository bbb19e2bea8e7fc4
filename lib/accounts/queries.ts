import 'server-only'
import { accountColumns } from '@/lib/accounts/columns'
import { eachBatch } from '@/lib/accounts/export'
import { readPage } from '@/lib/accounts/read-page'
import { accountNotFound } from '@/lib/accounts/records'
import { accountKeySchema, exportAccountsSchema, searchAccountsSchema } from '@/lib/accounts/schema'
import { activeAccountsOf, anyBranch, searchBranches } from '@/lib/accounts/search'
import { accountSorts } from '@/lib/accounts/sort'
import type { AccountView, Page, Total } from '@/lib/accounts/view'
import type { Fields } from '@/lib/ceql/compile'
import { selectList } from '@/lib/db/columns'
import { SQL } from '@/lib/db/sql'
import { decodeCursor } from '@/lib/listing/cursor'
import { keyset, toPage } from '@/lib/listing/keyset'
import { type ListPage, listClauses, toListPage } from '@/lib/listing/list-page'
import { readNearestPage } from '@/lib/listing/nearest-page'
import { listParameters } from '@/lib/listing/schema'
import { query } from '@/lib/operation'

const columns = selectList(accountColumns)

export const searchAccounts = query({
  name: 'accounts.search',
  permission: 'accounts:read',
  input: searchAccountsSchema,
  async run({ actor, db, input }): Promise<Page<AccountView>> {
    const { sort, direction, size: pageSize } = input
    const order = `${sort} ${direction}`
    const column = accountSorts[sort]
    const requested = decodeCursor(input.cursor, order, column.isValidKey)
    return readNearestPage(requested, async (cursor) => {
      const { rows, total } = await readPage<AccountView>(db, {
        columns,
        scope: activeAccountsOf(actor.organizationId),
        branches: searchBranches(input.q),
        clauses: keyset(column, direction, cursor, pageSize),
        sortedByName: sort === 'name',
      })
      const page = toPage(rows, { cursor, pageSize, order, keyOf: column.keyOf })
      return { ...page, total: totalOf(page, total) }
    })
  },
})

// A page without neighbors holds everything, whatever the planner expects.
function totalOf({ rows, previous, next }: Omit<Page<unknown>, 'total'>, total: Total): Total {
  return previous || next ? total : { count: rows.length, exact: true }
}

/**
 * The accounts of a search, or those of them that are selected. The default account is left out,
 * because no other organization could import it.
 */
export const exportAccounts = query({
  name: 'accounts.export',
  permission: 'accounts:read',
  input: exportAccountsSchema,
  async run({ actor, db, input }): Promise<AsyncIterable<AccountView[]>> {
    const { sort, direction, q, id: ids } = input
    const column = accountSorts[sort]
    const scope = SQL.sql`${activeAccountsOf(actor.organizationId)} AND NOT default_account`
    return eachBatch<AccountView>(db, {
      columns,
      column,
      direction,
      keyOf: column.keyOf,
      scope: ids.length > 0 ? SQL.sql`${scope} AND id = ANY(${ids}::int[])` : scope,
      condition: anyBranch(searchBranches(q)),
    })
  },
})

/** An active account, and whether another active account has the same name. */
export const getActiveAccount = query({
  name: 'accounts.getActive',
  permission: 'accounts:read',
  input: accountKeySchema,
  async run({ actor, db, input }): Promise<AccountView & { hasDuplicateName: boolean }> {
    const scope = activeAccountsOf(actor.organizationId)
    const [account] = await db.$queryRaw<(AccountView & { hasDuplicateName: boolean })[]>`
      SELECT ${columns}, EXISTS (
               SELECT 1 FROM accounts other
                WHERE ${scope} AND other.name_key = a.name_key AND other.id <> a.id)
             AS "hasDuplicateName"
        FROM accounts a WHERE ${scope} AND id = ${input.id}`
    if (!account) throw accountNotFound()
    return account
  },
})

/** An account, active or not. */
export const getAccount = query({
  name: 'accounts.get',
  permission: 'accounts:read',
  input: accountKeySchema,
  async run({ actor, db, input }): Promise<AccountView> {
    const [account] = await db.$queryRaw<AccountView[]>`
      SELECT ${columns} FROM accounts
       WHERE id = ${input.id} AND organization_id = ${actor.organizationId}`
    if (!account) throw accountNotFound()
    return account
  },
})

const fields: Fields = {
  id: { type: 'integer', sql: SQL.sql`id` },
  name: { type: 'text', sql: SQL.sql`name` },
  description: { type: 'text', sql: SQL.sql`description` },
  active: { type: 'boolean', sql: SQL.sql`active` },
  companyId: { type: 'integer', sql: SQL.sql`organization_id` },
  createdDate: { type: 'date', sql: SQL.sql`created_at` },
  updatedDate: { type: 'date', sql: SQL.sql`updated_at` },
  externalId: { type: 'text', sql: SQL.sql`external_id` },
  defaultAccount: { type: 'boolean', sql: SQL.sql`default_account` },
  type: {
    type: 'text',
    sql: SQL.sql`(CASE WHEN default_account THEN 'Default' ELSE 'CompanyAccount' END)`,
  },
}

/** One page of the active accounts for the API, oldest first, filtered in CEQL. */
export const listAccounts = query({
  name: 'accounts.list',
  permission: 'accounts:read',
  input: listParameters,
  async run({ actor, db, input }): Promise<ListPage<AccountView>> {
    const clauses = listClauses(input, fields)
    const rows = await db.$queryRaw<AccountView[]>`
      SELECT ${columns} FROM accounts
       WHERE ${activeAccountsOf(actor.organizationId)} ${clauses.filter} ${clauses.orderAndLimit}`
    return toListPage(rows, input, clauses)
  },
})
