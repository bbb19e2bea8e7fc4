import 'server-only'
import { SQL } from '@/lib/db/sql'
import { anyOf, type SearchBranch } from '@/lib/listing/search-branch'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { escapeLike } from '@/lib/search-text'
import { beginsLaterWord, containsWord, idIn, isPart, searchWords } from '@/lib/search-words'

export type AccountBranch = SearchBranch & {
  /** `range` reads adjacent names, `name` needs only the name, `row` needs the whole row. */
  access: 'range' | 'name' | 'row'
  /** The same condition, cheaper for rows that an ordered scan reads anyway. */
  recheck?: SQL.Sql
  /** The range of names, if `condition` asks for more than that. */
  range?: SQL.Sql
}

/** Finds accounts by words of the name, by prefix of the external ID, or by ID. */
export function searchBranches(q: string): AccountBranch[] {
  const text = normalizeForSearch(q)
  if (text === '') return []
  const { branches: names, matches: nameMatches } = searchNames(text)
  const keyMatches = SQL.sql`external_key LIKE ${`${escapeLike(text)}%`}`
  // IS NOT TRUE, because a name that is written with spaces has no `unspaced_parts`.
  const branches: AccountBranch[] = [
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

/** What a search asks of a name, for reading one name after the other. */
export function nameCondition(q: string): SQL.Sql {
  const text = normalizeForSearch(q)
  const { parts, matches } = searchNames(text)
  return allOf([...parts.map(hasPart), matches])
}

function searchNames(text: string) {
  const words = searchWords(text)
  if (words.length > 1) {
    const branches = wordBranches(text, words)
    return { branches, matches: anyOf(branches), parts: words }
  }
  const branches = textBranches(text)
  const matches = isPart(text) ? containsWord(nameKey, text) : anyOf(branches)
  return { branches, matches, parts: [text] }
}

function hasPart(part: string): SQL.Sql {
  return SQL.sql`strpos(name_key, ${part}) > 0`
}

// The name, its first word without the first letter, and the rest of it. Each is a column of the
// trigram index.
const nameKey = SQL.sql`name_key`
const firstWord = SQL.sql`substr(split_part(name_key, ' ', 1), 2)`
const otherWords = SQL.sql`substr(name_key, length(split_part(name_key, ' ', 1)) + 1)`

/** Finds a text in one piece, at the beginning of the name or further on. */
function textBranches(text: string): AccountBranch[] {
  const isPrefix = SQL.sql`name_key LIKE ${`${escapeLike(text)}%`}`
  const later = isPart(text)
    ? partConditions(text)
    : beginsLaterWord(nameKey, [firstWord, otherWords], text)
  const laterBranches = later.map((condition, index): AccountBranch => {
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
function wordBranches(text: string, words: string[]): AccountBranch[] {
  const hasWords = allOf(words.map((word) => containsWord(nameKey, word)))
  const shortWords = words.filter((word) => !isPart(word))
  const recheck = allOf([
    ...words.map(hasPart),
    ...shortWords.map((word) => containsWord(nameKey, word)),
  ])
  const branches: AccountBranch[] = [{ condition: hasWords, access: 'name', recheck }]
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
