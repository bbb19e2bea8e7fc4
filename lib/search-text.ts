import { z } from 'zod'

const marks = /\p{M}+/gu

/** Texts are compared and searched without accents, case and repeated spaces. */
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

export function escapeLike(value: string): string {
  return value.replace(/[\\%_]/g, '\\$&')
}

const MAX_LENGTH = 100

/** Accepts anything in a search box and cuts it to what can be searched. */
export const searchText = z
  .string()
  .default('')
  .catch('')
  .transform((value) =>
    value
      .toWellFormed()
      .replace(/\p{Cc}/gu, ' ')
      .normalize('NFC')
      .slice(0, MAX_LENGTH)
      .toWellFormed()
      .trim(),
  )
