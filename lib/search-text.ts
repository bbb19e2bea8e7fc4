import { z } from 'zod'

const marks = /\p{M}+/gu

/** The form in which texts are compared and searched: no accents, no case, single spaces. */
export function normalizeForSearch(value: string): string {
  return value
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Escapes `%`, `_` and `\` for LIKE. */
export function escapeLike(value: string): string {
  return value.replace(/[\\%_]/g, '\\$&')
}

const SEARCH_MAX = 100

/** What is typed into a search box: never refused, cut to what can be searched. */
export const searchText = z
  .string()
  .default('')
  .catch('')
  .transform((value) =>
    value
      .toWellFormed()
      .replace(/\p{Cc}/gu, ' ')
      .normalize('NFC')
      .slice(0, SEARCH_MAX)
      .toWellFormed()
      .trim(),
  )
