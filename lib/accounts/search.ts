import 'server-only'
import { SQL } from '@/lib/db/sql'
import { isId } from '@/lib/ids'
import { escapeLike, normalizeForSearch } from '@/lib/search-text'

/** One way in which an account is found; no account is found in two of them. */
export type SearchBranch = {
  condition: SQL.Sql
  /** `stretch` is one piece of the order of names, `name` is told by the name alone. */
  access: 'stretch' | 'name' | 'row'
  /** The same, cheaper to test of rows that are passed one by one. */
  recheck?: SQL.Sql
}

/**
 * How accounts are found: by part of the name (by its beginning, when fewer than three characters
 * are given), by the beginning of the external ID, by ID. Each has an index of its own.
 */
export function searchBranches(q: string): SearchBranch[] {
  const wanted = normalizeForSearch(q)
  if (wanted === '') return []
  const beginning = `${escapeLike(wanted)}%`
  const begins = SQL.sql`name_key LIKE ${beginning}`
  const short = [...wanted].length < 3
  const name = short ? begins : SQL.sql`name_key LIKE ${`%${beginning}`}`
  const named: SearchBranch[] = [
    { condition: begins, access: 'stretch' },
    ...(short ? [] : substringBranches(wanted, begins)),
  ]
  const external = SQL.sql`external_key LIKE ${`${escapeLike(q.trim().toLowerCase())}%`}`
  const others: SearchBranch[] = [
    { condition: SQL.sql`${external} AND NOT ${name}`, access: 'row' },
  ]
  if (isId(wanted)) {
    const byId = SQL.sql`id = ${Number(wanted)}::int AND NOT ${name} AND NOT ${external}`
    others.push({ condition: byId, access: 'row' })
  }
  return [...named, ...others]
}

// The first word of a name without its first character, and whatever stands behind the word.
const firstWord = SQL.sql`substr(split_part(name_key, ' ', 1), 2)`
const furtherWords = SQL.sql`substr(name_key, length(split_part(name_key, ' ', 1)) + 1)`

/** What holds it after its first character: from within the first word on, or behind that word. */
function substringBranches(wanted: string, begins: SQL.Sql): SearchBranch[] {
  const part = escapeLike(wanted)
  const space = part.indexOf(' ')
  const within =
    space < 0
      ? SQL.sql`${firstWord} LIKE ${`%${part}%`}`
      : SQL.sql`${firstWord} LIKE ${`%${part.slice(0, space)}`}
                AND ${furtherWords} LIKE ${`${part.slice(space)}%`}`
  const behind = SQL.sql`${furtherWords} LIKE ${`%${part}%`} AND NOT (${within})`
  return [within, behind].map((condition) => ({
    condition: SQL.sql`${condition} AND NOT ${begins}`,
    access: 'name',
    recheck: SQL.sql`strpos(name_key, ${wanted}) > 1 AND ${condition}`,
  }))
}

/** The accounts that are meant: active, of this organization. */
export function activeAccountsOf(organizationId: number): SQL.Sql {
  return SQL.sql`organization_id = ${organizationId} AND active`
}

/** Whether an account is found in any way; undefined where nothing is searched for. */
export function anyBranch(ways: SearchBranch[]): SQL.Sql | undefined {
  if (ways.length === 0) return undefined
  return SQL.join(
    ways.map(({ condition }) => SQL.sql`(${condition})`),
    ' OR ',
  )
}

/** Reads what is meant, in each way: without one, all. */
export function unionBranches(scope: SQL.Sql, ways: SearchBranch[], read: SQL.Sql): SQL.Sql {
  if (ways.length === 0) return SQL.sql`${read} FROM accounts WHERE ${scope}`
  // OFFSET 0 keeps the planner from pulling an order or a limit in: each way goes by its index.
  const each = ways.map(
    ({ condition }) => SQL.sql`(${read} FROM accounts WHERE ${scope} AND ${condition} OFFSET 0)`,
  )
  return SQL.join(each, ' UNION ALL ')
}
