import 'server-only'
import { activePart } from '@/lib/accounts/condition-fields'
import type { AccountFilters } from '@/lib/accounts/query-schema'
import { compileWhere, parseWhere } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'

const DAY_MS = 86_400_000

/** The filters as a condition in CEQL, as the API takes it; empty without one. */
function filtersAsWhere({ created, createdFrom, createdTo }: AccountFilters): string {
  return [
    created && `createdDate >= '${daysAgo(Number(created))}'`,
    createdFrom && `createdDate >= '${createdFrom}'`,
    createdTo && `createdDate <= '${createdTo}'`,
  ]
    .filter(Boolean)
    .join(' AND ')
}

// Whole days, so that a list, its selection and its export find the same accounts.
function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)
}

/** The active accounts of a scope that meet the filters. */
export function withFilters(scope: SQL.Sql, filters: AccountFilters): SQL.Sql {
  const expression = parseWhere(filtersAsWhere(filters))
  if (!expression) return scope
  return SQL.sql`${scope} AND ${compileWhere(expression, activePart.fields)}`
}
