import 'server-only'
import type { z } from 'zod'
import { accountColumns } from '@/lib/accounts/columns'
import { activePart, inactivePart } from '@/lib/accounts/condition-fields'
import { findExternalIdOwners } from '@/lib/accounts/external-ids'
import { findAccountsWhere } from '@/lib/accounts/find-accounts'
import type { AccountOrder } from '@/lib/accounts/order-schema'
import { decodeAccountCursor, readOrderedPage } from '@/lib/accounts/ordered-page'
import {
  duplicateNameSchema,
  getAccountSchema,
  listAccountsSchema,
} from '@/lib/accounts/query-schema'
import { accountNotFound } from '@/lib/accounts/records'
import { accountKeySchema } from '@/lib/accounts/schema'
import { activeAccountsOf } from '@/lib/accounts/search'
import type { AccountView, DeletedAccount } from '@/lib/accounts/view'
import type { Actor } from '@/lib/auth/actor'
import { selectList } from '@/lib/db/columns'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError, fieldError } from '@/lib/errors'
import { invalidPageToken, type List, type ListPage, readListPage } from '@/lib/listing/list-page'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { query } from '@/lib/operation'

const columns = selectList(accountColumns)

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

/** One page of the accounts for the API, filtered in CEQL; oldest first, or in an order of the list. */
export const listAccounts = query({
  name: 'accounts.list',
  permission: 'accounts:read',
  input: listAccountsSchema,
  async run({ actor, db, input }): Promise<ListPage<AccountView>> {
    if (isOtherOrganization(actor, input)) {
      throw new AppError('not-found', 'Organization not found.')
    }
    const { orderBy } = input
    if (orderBy) return listInOrder(db, actor, { ...input, orderBy })
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

type OrderedList = z.output<typeof listAccountsSchema> & { orderBy: AccountOrder }

async function listInOrder(
  db: Database,
  { organizationId }: Actor,
  { orderBy, where, nextPage, pageSize, page, offset, includeInactive }: OrderedList,
): Promise<ListPage<AccountView>> {
  if (page !== undefined || offset > 0) {
    throw fieldError('invalid', page === undefined ? 'offset' : 'page', USE_NEXT_PAGE)
  }
  if (includeInactive) throw fieldError('invalid', 'includeInactive', ONLY_ACTIVE)
  const cursor = nextPage ? decodeAccountCursor(nextPage, orderBy) : undefined
  if (nextPage && !cursor) throw invalidPageToken()
  const found = findAccountsWhere(organizationId, { where, sort: orderBy.sort })
  const { rows, next, total } = await readOrderedPage(db, found, orderBy, { cursor, pageSize })
  return { rows, next, total: total.exact ? total.count : undefined }
}

const USE_NEXT_PAGE = "Can't be used with orderBy. Use nextPage."
const ONLY_ACTIVE = "Can't be used with orderBy, which sorts active accounts only."

function isOtherOrganization(
  actor: Actor,
  { organizationId = actor.organizationId }: { organizationId?: number | undefined },
): boolean {
  return organizationId !== actor.organizationId
}
