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
  .transform((value) =>
    value
      .toWellFormed()
      .replace(/\p{Cc}/gu, ' ')
      .normalize('NFC')
      .slice(0, MAX_LENGTH)
      .toWellFormed()
      .trim(),
  )
