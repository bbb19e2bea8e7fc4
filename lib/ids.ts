import { z } from 'zod'

export const MAX_INTEGER = 2_147_483_647

/** Whether a text is an ID as it is written: digits, no sign, no leading zero. */
export function isId(text: string): boolean {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= MAX_INTEGER
}

const wholeNumber = 'An ID is a whole number.'

/** An ID, or a version, as it comes from a URL, a form or JSON. */
export const id = z
  .union([z.number(), z.string().refine(isId).transform(Number)], { error: wholeNumber })
  .pipe(z.int(wholeNumber).min(1, wholeNumber).max(MAX_INTEGER, wholeNumber))
