import { z } from 'zod'

export function escapeLike(value: string): string {
  return value.replace(/[\\%_]/g, '\\$&')
}

const MAX_LENGTH = 100
// Decomposed, a character has up to four code units.
const MAX_TYPED = 4 * MAX_LENGTH

/** Accepts anything in a search box and cuts it to what can be searched. */
export const searchText = z
  .string()
  .default('')
  .catch('')
  .transform((value) =>
    value
      .slice(0, MAX_TYPED)
      .toWellFormed()
      .replace(/\p{Cc}/gu, ' ')
      .normalize('NFC')
      .slice(0, MAX_LENGTH)
      .toWellFormed()
      .trim(),
  )
