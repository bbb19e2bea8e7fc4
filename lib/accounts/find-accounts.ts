import 'server-only'
import { filterCondition } from '@/lib/accounts/filter-conditions'
import { isCondition } from '@/lib/accounts/policy'
import type { AccountFilters, AccountSearch } from '@/lib/accounts/query-schema'
import { type AccountBranch, activeAccountsOf, searchBranches } from '@/lib/accounts/search'
import { SQL } from '@/lib/db/sql'
import type { ListSource } from '@/lib/listing/search-branch'

type FoundAccounts = {
  source: ListSource
  branches: AccountBranch[]
  /** The columns of an index that holds all that the search compares. */
  keys?: SQL.Sql | undefined
}

/**
 * Where the list finds what a search asks for. Words have indexes of their own. Whether an account
 * has users or activity is in an index in each order of the list, and the time of its creation in one
 * of them. Any other condition may match few accounts or many.
 */
export function findAccounts(organizationId: number, search: AccountSearch): FoundAccounts {
  const active = activeAccountsOf(organizationId)
  const source = { table: SQL.sql`accounts`, alias: SQL.sql`a`, scope: active }
  const words = isCondition(search.q) ? [] : searchBranches(search.q)
  const filter = filterCondition(search)
  if (!filter) return { source, branches: words }
  if (words.length > 0) return { source, branches: words.map((word) => withFilter(word, filter)) }
  if (!isInOrder(search)) {
    const keys = isCondition(search.q) ? undefined : SQL.sql`id, name_key, created_at`
    return { source, branches: [{ condition: filter, access: 'row' }], keys }
  }
  const scope = SQL.sql`${active} AND ${filter}`
  return { source: { ...source, scope, parts: partsInOrder(active, search) }, branches: [] }
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
  const range = filterCondition({ ...search, users: '', signedIn: '' })
  const accounts = range ? SQL.sql`${active} AND ${range}` : active
  if (users === '' && signedIn === '') return [accounts]
  return usesOf({ users, signedIn }).map((use) => SQL.sql`${accounts} AND ${use}`)
}

const hasUsers = { with: SQL.sql`has_users`, without: SQL.sql`NOT has_users` }
const hasActivity = { ever: SQL.sql`has_activity`, never: SQL.sql`NOT has_activity` }

/** The combinations that the filters allow, each a part of the same index. */
function usesOf({ users, signedIn }: Pick<AccountFilters, 'users' | 'signedIn'>): SQL.Sql[] {
  const byUsers = users === '' ? Object.values(hasUsers) : [hasUsers[users]]
  const byActivity = signedIn === '' ? Object.values(hasActivity) : [hasActivity[signedIn]]
  return byUsers.flatMap((first) => byActivity.map((second) => SQL.sql`${first} AND ${second}`))
}
