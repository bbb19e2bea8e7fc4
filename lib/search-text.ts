import { z } from 'zod'

export function escapeLike(value: string): string {
  return value.replace(/[\\%_]/g, '\\$&')
}

const MAX_LENGTH = 100

/** Accepts anything in a search box and cuts it to what can be searched. */
export const searchText = z
  .string()
  .default('')
  .catch('')
  .transform((value) => cutSearchText(value, MAX_LENGTH))

export function cutSearchText(value: string, maxLength: number): string {
  // Decomposed, a character has up to four code units.
  return value
    .slice(0, 4 * maxLength)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .normalize('NFC')
    .slice(0, maxLength)
    .toWellFormed()
    .trim()
}
