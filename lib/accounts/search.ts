import 'server-only'
import { SQL } from '@/lib/db/sql'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { escapeLike } from '@/lib/search-text'
import { beginsLaterWord, containsWord, idIn, isPart, searchWords } from '@/lib/search-words'

/** One way to find an account, with an index of its own. An account matches at most one branch. */
export type SearchBranch = {
  condition: SQL.Sql
  /** `range` reads adjacent names, `name` needs only the name, `row` needs the whole row. */
  access: 'range' | 'name' | 'row'
  /** The same condition, cheaper for rows that an ordered scan reads anyway. */
  recheck?: SQL.Sql
}

/** Finds accounts by words of the name, by prefix of the external ID, or by ID. */
export function searchBranches(q: string): SearchBranch[] {
  const text = normalizeForSearch(q)
  if (text === '') return []
  const words = searchWords(text)
  const names = words.length > 1 ? wordBranches(text, words) : textBranches(text)
  const nameMatches = isPart(text) && words.length < 2 ? containsWord(nameKey, text) : anyOf(names)
  const keyMatches = SQL.sql`external_key LIKE ${`${escapeLike(text)}%`}`
  // IS NOT TRUE, because a name that is written with spaces has no `unspaced_parts`.
  const branches: SearchBranch[] = [
    ...names,
    { condition: SQL.sql`${keyMatches} AND (${nameMatches}) IS NOT TRUE`, access: 'row' },
  ]
  const id = idIn(text)
  if (id !== undefined) {
    const condition = SQL.sql`id = ${id}::int AND (${nameMatches}) IS NOT TRUE AND NOT ${keyMatches}`
    branches.push({ condition, access: 'row' })
  }
  return branches
}

// The name, its first word without the first letter, and the rest of it. Each is a column of the
// trigram index.
const nameKey = SQL.sql`name_key`
const firstWord = SQL.sql`substr(split_part(name_key, ' ', 1), 2)`
const otherWords = SQL.sql`substr(name_key, length(split_part(name_key, ' ', 1)) + 1)`

/** Finds a text in one piece, at the beginning of the name or further on. */
function textBranches(text: string): SearchBranch[] {
  const isPrefix = SQL.sql`name_key LIKE ${`${escapeLike(text)}%`}`
  const later = isPart(text)
    ? partConditions(text)
    : beginsLaterWord(nameKey, [firstWord, otherWords], text)
  const laterBranches = later.map((condition, index): SearchBranch => {
    const isEarlier = [isPrefix, ...later.slice(0, index)]
    const isNew = SQL.sql`${condition} AND NOT (${SQL.join(isEarlier, ' OR ')})`
    return {
      condition: isNew,
      access: 'name',
      recheck: SQL.sql`strpos(name_key, ${text}) > 1 AND ${isNew}`,
    }
  })
  return [{ condition: isPrefix, access: 'range' }, ...laterBranches]
}

/** The text lies within the first word from its second letter on, or in the other words. */
function partConditions(text: string): SQL.Sql[] {
  const part = escapeLike(text)
  const space = part.indexOf(' ')
  const inFirstWord =
    space < 0
      ? SQL.sql`${firstWord} LIKE ${`%${part}%`}`
      : SQL.sql`(${firstWord} LIKE ${`%${part.slice(0, space)}`}
                 AND ${otherWords} LIKE ${`${part.slice(space)}%`})`
  return [inFirstWord, SQL.sql`${otherWords} LIKE ${`%${part}%`}`]
}

/** Finds words in any order. A short word may also be the end of another if the text goes on from it. */
function wordBranches(text: string, words: string[]): SearchBranch[] {
  const hasWords = allOf(words.map((word) => containsWord(nameKey, word)))
  const shortWords = words.filter((word) => !isPart(word))
  const recheck = allOf([
    ...words.map((word) => SQL.sql`strpos(name_key, ${word}) > 0`),
    ...shortWords.map((word) => containsWord(nameKey, word)),
  ])
  const branches: SearchBranch[] = [{ condition: hasWords, access: 'name', recheck }]
  if (shortWords.length > 0) {
    const hasText = containsWord(nameKey, text)
    branches.push({ condition: SQL.sql`${hasText} AND NOT ${hasWords}`, access: 'name' })
  }
  return branches
}

function allOf(conditions: SQL.Sql[]): SQL.Sql {
  return SQL.join(conditions, ' AND ', '(', ')')
}

export function activeAccountsOf(organizationId: number): SQL.Sql {
  return SQL.sql`organization_id = ${organizationId} AND active`
}

/** The condition that any branch matches; undefined without a search. */
export function anyBranch(branches: SearchBranch[]): SQL.Sql | undefined {
  return branches.length === 0 ? undefined : anyOf(branches)
}

function anyOf(branches: SearchBranch[]): SQL.Sql {
  const conditions = branches.map(({ condition }) => SQL.sql`(${condition})`)
  return SQL.join(conditions, ' OR ', '(', ')')
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
