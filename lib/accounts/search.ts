import 'server-only'
import { SQL } from '@/lib/db/sql'
import { isId } from '@/lib/ids'
import { escapeLike, normalizeForSearch } from '@/lib/search-text'

// The trigram index needs three characters; a shorter text is searched as a prefix.
const MIN_NAME_PART = 3

/** One way to find an account, with an index of its own. An account matches at most one branch. */
export type SearchBranch = {
  condition: SQL.Sql
  /** `range` reads adjacent names, `name` needs only the name, `row` needs the whole row. */
  access: 'range' | 'name' | 'row'
  /** The same condition, cheaper for rows that an ordered scan reads anyway. */
  recheck?: SQL.Sql
}

/** Finds accounts by part of the name, by prefix of the external ID, or by ID. */
export function searchBranches(q: string): SearchBranch[] {
  const text = normalizeForSearch(q)
  if (text === '') return []
  const prefix = `${escapeLike(text)}%`
  const isPrefix = SQL.sql`name_key LIKE ${prefix}`
  const searchesParts = [...text].length >= MIN_NAME_PART
  const nameMatches = searchesParts ? SQL.sql`name_key LIKE ${`%${prefix}`}` : isPrefix
  const keyMatches = SQL.sql`external_key LIKE ${`${escapeLike(q.trim().toLowerCase())}%`}`
  const branches: SearchBranch[] = [
    { condition: isPrefix, access: 'range' },
    ...(searchesParts ? substringBranches(text, isPrefix) : []),
    { condition: SQL.sql`${keyMatches} AND NOT ${nameMatches}`, access: 'row' },
  ]
  if (isId(text)) {
    const idMatches = SQL.sql`id = ${Number(text)}::int`
    const condition = SQL.sql`${idMatches} AND NOT ${nameMatches} AND NOT ${keyMatches}`
    branches.push({ condition, access: 'row' })
  }
  return branches
}

// The first word of a name without its first letter, and the rest of the name. Each is a column of
// the trigram index.
const firstWord = SQL.sql`substr(split_part(name_key, ' ', 1), 2)`
const otherWords = SQL.sql`substr(name_key, length(split_part(name_key, ' ', 1)) + 1)`

/** Finds the text after the first letter: from within the first word on, or in the other words. */
function substringBranches(text: string, isPrefix: SQL.Sql): SearchBranch[] {
  const part = escapeLike(text)
  const space = part.indexOf(' ')
  const inFirstWord =
    space < 0
      ? SQL.sql`${firstWord} LIKE ${`%${part}%`}`
      : SQL.sql`${firstWord} LIKE ${`%${part.slice(0, space)}`}
                AND ${otherWords} LIKE ${`${part.slice(space)}%`}`
  const inOtherWords = SQL.sql`${otherWords} LIKE ${`%${part}%`} AND NOT (${inFirstWord})`
  return [inFirstWord, inOtherWords].map((condition) => ({
    condition: SQL.sql`${condition} AND NOT ${isPrefix}`,
    access: 'name',
    recheck: SQL.sql`strpos(name_key, ${text}) > 1 AND ${condition}`,
  }))
}

export function activeAccountsOf(organizationId: number): SQL.Sql {
  return SQL.sql`organization_id = ${organizationId} AND active`
}

/** The condition that any branch matches; undefined without a search. */
export function anyBranch(branches: SearchBranch[]): SQL.Sql | undefined {
  if (branches.length === 0) return undefined
  const conditions = branches.map(({ condition }) => SQL.sql`(${condition})`)
  return SQL.join(conditions, ' OR ')
}

/** Reads what each branch matches; all accounts of the scope without a search. */
export function unionBranches(scope: SQL.Sql, branches: SearchBranch[], select: SQL.Sql): SQL.Sql {
  if (branches.length === 0) return SQL.sql`${select} FROM accounts WHERE ${scope}`
  // OFFSET 0 is an optimization fence: an outer order or limit must not change a branch's index.
  const reads = branches.map(
    ({ condition }) => SQL.sql`(${select} FROM accounts WHERE ${scope} AND ${condition} OFFSET 0)`,
  )
  return SQL.join(reads, ' UNION ALL ')
}
