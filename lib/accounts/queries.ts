import 'server-only'
import { accountColumns } from '@/lib/accounts/columns'
import { activePart, inactivePart } from '@/lib/accounts/condition-fields'
import { findExternalIdOwners } from '@/lib/accounts/external-ids'
import { searchAsWhere, searchCondition, withoutMistake } from '@/lib/accounts/filter-conditions'
import { findAccounts } from '@/lib/accounts/find-accounts'
import {
  duplicateNameSchema,
  exportAccountsSchema,
  getAccountSchema,
  listAccountsSchema,
  searchAccountsSchema,
} from '@/lib/accounts/query-schema'
import { readInOrder } from '@/lib/accounts/read-in-order'
import { accountNotFound } from '@/lib/accounts/records'
import { accountKeySchema } from '@/lib/accounts/schema'
import { activeAccountsOf } from '@/lib/accounts/search'
import { accountSorts } from '@/lib/accounts/sort'
import type { AccountPage, AccountView, DeletedAccount } from '@/lib/accounts/view'
import type { Actor } from '@/lib/auth/actor'
import { selectList } from '@/lib/db/columns'
import { SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { decodeCursor } from '@/lib/listing/cursor'
import { eachBatch } from '@/lib/listing/each-batch'
import { keyset, toPage } from '@/lib/listing/keyset'
import { type List, type ListPage, readListPage } from '@/lib/listing/list-page'
import { readNearestPage } from '@/lib/listing/nearest-page'
import { readPage } from '@/lib/listing/read-page'
import { totalOf } from '@/lib/listing/view'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { query } from '@/lib/operation'

const columns = selectList(accountColumns)

const sourceOf = (scope: SQL.Sql) => ({ table: SQL.sql`accounts`, alias: SQL.sql`a`, scope })

export const searchAccounts = query({
  name: 'accounts.search',
  permission: 'accounts:read',
  input: searchAccountsSchema,
  async run({ actor, db, input }): Promise<AccountPage> {
    const { search, mistake } = withoutMistake(input)
    const where = searchAsWhere(search)
    const { sort, direction, size: pageSize } = search
    const order = `${sort} ${direction}`
    const column = accountSorts[sort]
    const { source, branches, keys } = findAccounts(actor.organizationId, search)
    const requested = decodeCursor(input.cursor, order, column.isValidKey)
    return readNearestPage(requested, async (cursor) => {
      const clauses = keyset(column, direction, cursor, pageSize)
      const request = { columns, branches, keys, clauses }
      const sorted = { ...request, scope: source.scope, sortedByName: sort === 'name' }
      const { rows, total } = await readPage<AccountView>(db, {
        ...request,
        source,
        readInOrder: (estimates) => readInOrder(sorted, estimates),
      })
      const page = toPage(rows, { cursor, pageSize, order, keyOf: column.keyOf })
      return { ...page, total: totalOf(page, total), q: search.q, where, mistake }
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
    return eachBatch<AccountView>(db, {
      columns,
      source: sourceOf(ids.length > 0 ? selected : active),
      column,
      direction,
      keyOf: column.keyOf,
      // Accounts selected one by one may have been found by other searches.
      condition: ids.length > 0 ? undefined : searchCondition(input),
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

/** Whether another active account has this name, to say so while it is typed. */
export const hasDuplicateName = query({
  name: 'accounts.hasDuplicateName',
  permission: 'accounts:read',
  input: duplicateNameSchema,
  async run({ actor, db, input: { name, except = 0 } }): Promise<boolean> {
    const rows = await db.$queryRaw<object[]>`
      SELECT FROM accounts
       WHERE ${activeAccountsOf(actor.organizationId)}
             AND name_key = ${normalizeForSearch(name.toWellFormed().replaceAll('\0', ''))}
             AND id <> ${except} LIMIT 1`
    return rows.length > 0
  },
})

/** What Undo needs to know of a deleted account. */
export const getDeletedAccount = query({
  name: 'accounts.getDeleted',
  permission: 'accounts:read',
  input: accountKeySchema,
  async run({ actor, db, input }): Promise<DeletedAccount> {
    const [account] = await db.$queryRaw<Omit<DeletedAccount, 'externalIdOwner'>[]>`
      SELECT id, name, external_id AS "externalId" FROM accounts
       WHERE id = ${input.id} AND organization_id = ${actor.organizationId} AND NOT active`
    if (!account) throw accountNotFound()
    const owners = await findExternalIdOwners(db, actor, [account.externalId])
    return { ...account, externalIdOwner: owners.get(account.externalId) }
  },
})

/** An account, active or not. */
export const getAccount = query({
  name: 'accounts.get',
  permission: 'accounts:read',
  input: getAccountSchema,
  async run({ actor, db, input }): Promise<AccountView> {
    const { id, includeInactive = true } = input
    if (isOtherOrganization(actor, input)) throw accountNotFound()
    const [account] = await db.$queryRaw<AccountView[]>`
      SELECT ${columns} FROM accounts
       WHERE id = ${id} AND organization_id = ${actor.organizationId}
             AND (active OR ${includeInactive})`
    if (!account) throw accountNotFound()
    return account
  },
})

/** One page of the accounts for the API, oldest first, filtered in CEQL. */
export const listAccounts = query({
  name: 'accounts.list',
  permission: 'accounts:read',
  input: listAccountsSchema,
  async run({ actor, db, input }): Promise<ListPage<AccountView>> {
    if (isOtherOrganization(actor, input)) {
      throw new AppError('not-found', 'Organization not found.')
    }
    const scope = SQL.sql`organization_id = ${actor.organizationId}`
    const list: List = {
      columns,
      table: SQL.sql`accounts`,
      alias: SQL.sql`a`,
      joins: SQL.empty,
      scope,
      tableScope: scope,
      includesInactive: false,
      parts: (includeInactive) => (includeInactive ? [activePart, inactivePart] : [activePart]),
    }
    return readListPage(db, list, input)
  },
})

function isOtherOrganization(
  actor: Actor,
  { organizationId = actor.organizationId }: { organizationId?: number | undefined },
): boolean {
  return organizationId !== actor.organizationId
}
