import { z } from 'zod'

export const MAX_INTEGER = 2_147_483_647

/** Accepts digits without a sign or leading zeros. */
export function isId(text: string): boolean {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= MAX_INTEGER
}

const message = 'An ID is a whole number.'

/** An ID or a version from a URL, a form or JSON. */
export const id = z
  .union([z.number(), z.string().refine(isId).transform(Number)], { error: message })
  .pipe(z.int(message).min(1, message).max(MAX_INTEGER, message))
