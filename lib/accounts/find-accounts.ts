import 'server-only'
import { activePart } from '@/lib/accounts/condition-fields'
import { filterCondition } from '@/lib/accounts/filter-conditions'
import { isCondition } from '@/lib/accounts/policy'
import type { AccountFilters, AccountSearch } from '@/lib/accounts/query-schema'
import {
  type AccountBranch,
  activeAccountsOf,
  nameCondition,
  searchBranches,
} from '@/lib/accounts/search'
import { compileWhere, parseWhere } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'
import type { ListSource } from '@/lib/listing/search-branch'

export type FoundAccounts = {
  source: ListSource
  branches: AccountBranch[]
  /** What the branches that look for names find, if there is no filter. */
  names?: SQL.Sql
}

/**
 * Where the list finds what a search asks for. Words have indexes of their own. Whether an account
 * has users or activity is in an index in each order of the list, and the time of its creation in one
 * of them. Any other condition may match few accounts or many.
 */
export function findAccounts(organizationId: number, search: AccountSearch): FoundAccounts {
  const active = activeAccountsOf(organizationId)
  const source = accountSource(active, search.sort)
  const words = isCondition(search.q) ? [] : searchBranches(search.q)
  const filter = filterCondition(search)
  if (words.length > 0) {
    return filter
      ? { source, branches: words.map((word) => withFilter(word, filter)) }
      : { source, branches: words, names: nameCondition(search.q) }
  }
  if (!filter) return { source, branches: [] }
  if (!isInOrder(search)) return { source, branches: [{ condition: filter, access: 'row' }] }
  const scope = SQL.sql`${active} AND ${filter}`
  return { source: { ...source, scope, parts: partsInOrder(active, search) }, branches: [] }
}

/** The accounts that a condition in CEQL finds, for an order of the list; all without one. */
export function findAccountsWhere(
  organizationId: number,
  { where, sort }: { where: string } & Pick<AccountSearch, 'sort'>,
): FoundAccounts {
  const source = accountSource(activeAccountsOf(organizationId), sort)
  const expression = parseWhere(where)
  const condition = expression && compileWhere(expression, activePart.fields)
  return { source, branches: condition ? [{ condition, access: 'row' }] : [] }
}

/** The accounts of a scope, and the parts of it that are in the order of the list. */
export function accountSource(scope: SQL.Sql, sort: AccountSearch['sort']): ListSource {
  const parts = isByUse(sort) ? partsOf(scope, anyUse) : undefined
  return { table: SQL.sql`accounts`, alias: SQL.sql`a`, scope, parts }
}

// The only indexes of these orders begin with the use of an account.
function isByUse(sort: AccountSearch['sort']): boolean {
  return sort === 'users' || sort === 'activity' || sort === 'updated'
}

function withFilter(branch: AccountBranch, filter: SQL.Sql): AccountBranch {
  const { condition, recheck = condition, access } = branch
  const both = (search: SQL.Sql) => SQL.sql`(${search}) AND ${filter}`
  const filtered = { condition: both(condition), recheck: both(recheck) }
  return access === 'range'
    ? { ...filtered, access, range: condition }
    : { ...filtered, access: 'row' }
}

/** Whether an index holds what the filters ask for in the order of the list. */
function isInOrder({ q, sort, created, createdFrom, createdTo }: AccountSearch): boolean {
  return !isCondition(q) && (sort === 'created' || `${created}${createdFrom}${createdTo}` === '')
}

function partsInOrder(active: SQL.Sql, { users, signedIn, ...search }: AccountSearch): SQL.Sql[] {
  const range = filterCondition({ ...search, ...anyUse })
  const accounts = range ? SQL.sql`${active} AND ${range}` : active
  if (users === '' && signedIn === '') return [accounts]
  return partsOf(accounts, { users, signedIn })
}

type Use = Pick<AccountFilters, 'users' | 'signedIn'>

const anyUse: Use = { users: '', signedIn: '' }

function partsOf(accounts: SQL.Sql, use: Use): SQL.Sql[] {
  return usesOf(use).map((each) => SQL.sql`${accounts} AND ${each}`)
}

const hasUsers = { with: SQL.sql`has_users`, without: SQL.sql`NOT has_users` }
const hasActivity = { ever: SQL.sql`has_activity`, never: SQL.sql`NOT has_activity` }

/** The combinations that the filters allow, each a part of the same index. */
function usesOf({ users, signedIn }: Use): SQL.Sql[] {
  const byUsers = users === '' ? Object.values(hasUsers) : [hasUsers[users]]
  const byActivity = signedIn === '' ? Object.values(hasActivity) : [hasActivity[signedIn]]
  return byUsers.flatMap((first) => byActivity.map((second) => SQL.sql`${first} AND ${second}`))
}
