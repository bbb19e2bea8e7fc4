import 'server-only'
import { activePart } from '@/lib/accounts/condition-fields'
import { isCondition } from '@/lib/accounts/policy'
import type { AccountFilters, AccountSearch } from '@/lib/accounts/query-schema'
import { searchBranches } from '@/lib/accounts/search'
import { compileWhere, findConditionError, parseWhere } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'
import { anyBranch } from '@/lib/listing/search-branch'

const DAY_MS = 86_400_000

/** What decides which accounts the list finds. */
type Search = AccountFilters & { q: string }

/** The filters and the search as a condition in CEQL, as the API takes it; empty without one. */
export function searchAsWhere({ q, ...filters }: Search): string {
  if (q === '') return filtersAsWhere(filters)
  const search = isCondition(q) ? `(${q})` : `search = '${q.replaceAll("'", "''")}'`
  return allOf([filtersAsWhere(filters), search])
}

function filtersAsWhere(filters: AccountFilters): string {
  const { created, createdFrom, createdTo, users, signedIn } = filters
  return allOf([
    created && `createdDate >= '${daysAgo(Number(created))}'`,
    createdFrom && `createdDate >= '${createdFrom}'`,
    createdTo && `createdDate <= '${createdTo}'`,
    users && `hasUsers = ${users === 'with'}`,
    signedIn && 'hasActivity = false',
  ])
}

function allOf(conditions: string[]): string {
  return conditions.filter(Boolean).join(' AND ')
}

// Whole days, so that a list, its selection and its export find the same accounts.
function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)
}

/** What the filters and a condition in the search box ask for; undefined if nothing. */
export function filterCondition({ q, ...filters }: Search): SQL.Sql | undefined {
  const where = isCondition(q) ? searchAsWhere({ q, ...filters }) : filtersAsWhere(filters)
  const expression = parseWhere(where)
  return expression && compileWhere(expression, activePart.fields)
}

/** What active accounts must meet to be found; undefined if all are. */
export function searchCondition(search: Search): SQL.Sql | undefined {
  const words = isCondition(search.q) ? undefined : anyBranch(searchBranches(search.q))
  const filter = filterCondition(search)
  return filter && words ? SQL.sql`${filter} AND ${words}` : (filter ?? words)
}

/** A search with a mistake leaves the list as it was before. */
export function withoutMistake(search: AccountSearch) {
  const mistake = mistakeIn(search.q)
  const isLastValid = mistakeIn(search.last) === undefined
  const q = mistake === undefined ? search.q : isLastValid ? search.last : ''
  return { search: { ...search, q, last: '' }, mistake }
}

/** What is wrong with a condition in the search box, and where. */
export function mistakeIn(q: string): string | undefined {
  return isCondition(q) ? findConditionError(q, activePart.fields) : undefined
}
