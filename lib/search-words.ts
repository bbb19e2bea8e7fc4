import 'server-only'
import { SQL } from '@/lib/db/sql'
import { isId } from '@/lib/ids'
import { escapeLike } from '@/lib/search-text'

// The trigram index needs three characters.
const MIN_PART = 3

/** Characters of writing without spaces between words, as in the SQL function `unspaced_parts`. */
export const UNSPACED =
  '\\u0E00-\\u0EFF\\u1000-\\u109F\\u1100-\\u115E\\u1780-\\u17FF\\u3005-\\u3007\\u3041-\\u312F\\u31F0-\\u31FF\\u3400-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{323AF}'
const beginsUnspaced = new RegExp(`^[${UNSPACED}]`, 'u')
const beginsWithLetter = /^[\p{L}\p{N}]/u
const outerPunctuation = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu

// Inside brackets of a regular expression. Only listed characters can be looked up as trigrams.
const SEPARATORS = ' -/:-@[-`{-~'

export function isPart(word: string): boolean {
  return [...word].length >= MIN_PART
}

/** The different words of a normalized text, without the punctuation around them. */
export function searchWords(text: string): string[] {
  const words = text.split(' ').map((word) => word.replace(outerPunctuation, ''))
  return [...new Set(words.filter(Boolean))]
}

const typedId = /^\(?(?:account|user)? ?(?:id|no|nr)?[ .:#=]*(\d+)\)?$/

/** The ID in a normalized text such as `#12`, `id: 12` or `(id 12)`. */
export function idIn(text: string): number | undefined {
  const [, digits = ''] = typedId.exec(text) ?? []
  return isId(digits) ? Number(digits) : undefined
}

/** Finds a text of three characters anywhere, and a shorter one where a word begins. */
export function containsWord(key: SQL.Sql, word: string): SQL.Sql {
  if (isPart(word)) return SQL.sql`${key} LIKE ${`%${escapeLike(word)}%`}`
  return beginsWord(key, word)
}

/** Finds one or two characters where a word begins; without spaces between words, anywhere. */
function beginsWord(key: SQL.Sql, start: string): SQL.Sql {
  if (beginsUnspaced.test(start)) return SQL.sql`unspaced_parts(${key}) @> ${[start]}::text[]`
  if (!beginsWithLetter.test(start)) return SQL.sql`${key} LIKE ${`${escapeLike(start)}%`}`
  return SQL.sql`${key} ~ ${`(^|[${SEPARATORS}])${escapeRegExp(start)}`}`
}

/** The same, except at the beginning of the key. The columns together hold the rest of the key. */
export function beginsLaterWord(key: SQL.Sql, columns: SQL.Sql[], start: string): SQL.Sql[] {
  if (beginsUnspaced.test(start))
    return [SQL.sql`unspaced_parts(${key}) @> ${[` ${start}`]}::text[]`]
  if (!beginsWithLetter.test(start)) return []
  const pattern = `[${SEPARATORS}]${escapeRegExp(start)}`
  return columns.map((column) => SQL.sql`${column} ~ ${pattern}`)
}

function escapeRegExp(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&')
}
