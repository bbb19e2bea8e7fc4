import 'server-only'
import type { Comparison } from '@/lib/ceql/ast'
import { SQL } from '@/lib/db/sql'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { escapeLike } from '@/lib/search-text'

/** An indexed column with the normalized value, which other text may precede and follow. */
export type SearchKey = { sql: SQL.Sql; before?: '%' | ''; after?: '%' | '' }

// What the trigram index can look up: three characters, or the last two. A beginning is a range.
const lookup = /[^%]{3}|^[^%]|[^%]{2}$/u

/**
 * A condition that a name must meet to match the comparison, and that an index can look up. Undefined
 * if there is none. Names that meet it may not match: it ignores case and accents.
 */
export function keyCondition(
  { sql, before = '', after = '' }: SearchKey,
  comparison: Comparison,
): SQL.Sql | undefined {
  const around = (pattern: string) => `${before}${pattern}${after}`
  if (comparison.operator === 'IN') {
    const keys = comparison.values.map(({ value }) => normalizeForSearch(String(value)))
    if (!before && !after) return SQL.sql`${sql} = ANY(${keys}::text[])`
    const patterns = keys.map((key) => around(escapeLike(key)))
    return patterns.every(canLookUp) ? SQL.sql`${sql} LIKE ANY(${patterns}::text[])` : undefined
  }
  const pattern = keyPattern(comparison)
  if (pattern === undefined) return undefined
  const whole = around(pattern)
  return canLookUp(whole) ? SQL.sql`${sql} LIKE ${whole}` : undefined
}

function canLookUp(pattern: string): boolean {
  return lookup.test(pattern.replace(/\\(.)/gu, '$1'))
}

// One character of a name can be none or several of its key, so `_` becomes `%`.
function keyPattern({ operator, value }: Exclude<Comparison, { operator: 'IN' }>) {
  const toKey = (text: string) => escapeLike(normalizeForSearch(text))
  if (operator === '=') return toKey(String(value.value))
  if (operator === 'LIKE') return String(value.value).split(/[%_]+/).map(toKey).join('%')
  return undefined
}
