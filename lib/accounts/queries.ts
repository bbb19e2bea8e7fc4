import 'server-only'
import { eachBatch } from '@/lib/accounts/export'
import { readPage } from '@/lib/accounts/read-page'
import {
  type AccountSearch,
  accountKeySchema,
  exportAccountsSchema,
  searchAccountsSchema,
} from '@/lib/accounts/schema'
import { activeAccountsOf, anyBranch, searchBranches } from '@/lib/accounts/search'
import { type AccountView, accountSelect, type Page } from '@/lib/accounts/view'
import type { Actor } from '@/lib/auth/actor'
import type { Fields } from '@/lib/ceql/compile'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { decodeCursor } from '@/lib/listing/cursor'
import { byId, keyset, type SortColumn, toPage } from '@/lib/listing/keyset'
import { type ListPage, listClauses, toListPage } from '@/lib/listing/list-page'
import { listParameters } from '@/lib/listing/schema'
import { query } from '@/lib/operation'
import type { AssignableRole } from '@/lib/roles/policy'
import { normalizeForSearch } from '@/lib/search-text'

const columns: { [sort in AccountSearch['sort']]: SortColumn } = {
  name: {
    sql: SQL.sql`name_key`,
    isValidKey: (key) => key.isWellFormed() && !key.includes('\0'),
    toParameter: (key) => SQL.sql`${key}`,
  },
  id: byId,
  created: {
    sql: SQL.sql`created_at`,
    isValidKey: (key) => /^\d{1,14}$/.test(key),
    toParameter: (key) => SQL.sql`to_timestamp(${Number(key)} / 1000.0)`,
  },
}

const columnsOfView = SQL.sql`id, organization_id AS "organizationId", name, description, external_id AS "externalId", active,
  default_account AS "defaultAccount", user_count AS "userCount",
  active_user_count AS "activeUserCount", version, created_at AS "createdAt",
  updated_at AS "updatedAt"`

/** One page of the active accounts: searched, sorted, with its cursors. */
export const searchAccounts = query({
  name: 'accounts.find',
  permission: 'accounts:read',
  input: searchAccountsSchema,
  async run({ actor, db, input }): Promise<Page<AccountView>> {
    const order = `${input.sort} ${input.direction}`
    const column = columns[input.sort]
    const cursor = decodeCursor(input.cursor, order, column.isValidKey)
    const { rows, total } = await readPage<AccountView>(db, {
      columns: columnsOfView,
      scope: activeAccountsOf(actor.organizationId),
      ways: searchBranches(input.q),
      window: keyset(column, input.direction, cursor, input.size),
      byName: input.sort === 'name',
    })
    const cut = toPage(rows, { cursor, pageSize: input.size, order, keyOf: keyFor(input.sort) })
    return { ...cut, total }
  },
})

function keyFor(sort: AccountSearch['sort']) {
  return (row: AccountView): string => {
    if (sort === 'id') return String(row.id)
    return sort === 'created' ? String(row.createdAt.getTime()) : normalizeForSearch(row.name)
  }
}

/**
 * Every account that the list would show, page after page, or those of them that were selected;
 * without the default account, which no other organization could import.
 */
export const exportAccounts = query({
  name: 'accounts.export',
  permission: 'accounts:read',
  input: exportAccountsSchema,
  async run({ actor, db, input }): Promise<AsyncIterable<AccountView[]>> {
    const { organizationId } = actor
    const { sort, direction, q, id: ids } = input
    const scope = SQL.sql`${activeAccountsOf(organizationId)} AND NOT default_account`
    return eachBatch<AccountView>(db, {
      columns: columnsOfView,
      column: columns[sort],
      direction,
      keyOf: keyFor(sort),
      scope: ids.length > 0 ? SQL.sql`${scope} AND id = ANY(${ids}::int[])` : scope,
      condition: anyBranch(searchBranches(q)),
    })
  },
})

/** An active account, and whether another active one has the same name. */
export const getActiveAccount = query({
  name: 'accounts.get',
  permission: 'accounts:read',
  input: accountKeySchema,
  async run({ actor, db, input }): Promise<AccountView & { namesake: boolean }> {
    const { organizationId } = actor
    const account = await db.account.findFirst({
      where: { id: input.id, organizationId, active: true },
      select: accountSelect,
    })
    if (!account) throw new AppError('not-found', 'There is no such account.')
    const namesake = await db.account.findFirst({
      where: {
        organizationId,
        active: true,
        nameKey: normalizeForSearch(account.name),
        id: { not: account.id },
      },
      select: { id: true },
    })
    return { ...account, namesake: namesake !== null }
  },
})

/** An account of the organization, active or not. */
export const getAccount = query({
  name: 'accounts.lookUp',
  permission: 'accounts:read',
  input: accountKeySchema,
  run: ({ actor, db, input }): Promise<AccountView> => findAccount(db, actor, input.id),
})

/** The roles that an account has as a whole. */
export const listAccountRoles = query({
  name: 'accounts.findRoles',
  permission: 'accounts:read',
  input: accountKeySchema,
  async run({ actor, db, input }): Promise<AssignableRole[]> {
    const { organizationId } = actor
    const account = await db.account.findFirst({
      where: { id: input.id, organizationId },
      select: { accountAdmin: true },
    })
    if (!account) throw new AppError('not-found', 'There is no such account.')
    return account.accountAdmin ? ['admin'] : []
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

/** One page of the active accounts for scripts, oldest first, filtered by a condition in CEQL. */
export const listAccounts = query({
  name: 'accounts.list',
  permission: 'accounts:read',
  input: listParameters,
  async run({ actor, db, input }): Promise<ListPage<AccountView>> {
    const clauses = listClauses(input, fields)
    const read = await db.$queryRaw<AccountView[]>`
      SELECT ${columnsOfView} FROM accounts
       WHERE organization_id = ${actor.organizationId} AND active ${clauses.filter} ${clauses.orderAndLimit}`
    return toListPage(read, input, clauses)
  },
})

async function findAccount(
  db: Database,
  { organizationId }: Actor,
  id: number,
): Promise<AccountView> {
  const [account] = await db.$queryRaw<AccountView[]>`
    SELECT ${columnsOfView} FROM accounts WHERE id = ${id} AND organization_id = ${organizationId}`
  if (!account) throw new AppError('not-found', 'There is no such account.')
  return account
}
