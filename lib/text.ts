import { z } from 'zod'

// Control characters, bidirectional overrides and isolates, zero-width space, byte-order mark.
const forbidden = /[\p{Cc}\u200B\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u
const forbiddenInParagraph = /(?![\n\t])[\p{Cc}\u200B\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u
const marks = /\p{M}+/gu

type TextRules = { label: string; max: number; required?: boolean; paragraph?: boolean }

/** Length as people count it: code points, not UTF-16 units. */
export function codePoints(value: string): number {
  return [...value].length
}

/** Well-formed, NFC, trimmed text without invisible characters; lengths are in code points. */
export function text({ label, max, required = true, paragraph = false }: TextRules) {
  return z
    .string({ error: `${label} must be text.` })
    .refine((value) => value.isWellFormed(), `${label} contains a broken character. Type it again.`)
    .transform((value) => value.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .superRefine((value, context) => {
      const fault = textFault(value, { label, max, required, paragraph })
      if (fault) context.addIssue({ code: 'custom', message: fault })
    })
}

function textFault(value: string, rules: Required<TextRules>): string | undefined {
  if (rules.required && value === '') return `${rules.label} is required.`
  if (codePoints(value) > rules.max) {
    return `${rules.label} can have at most ${rules.max} characters; this has ${codePoints(value)}.`
  }
  if ((rules.paragraph ? forbiddenInParagraph : forbidden).test(value)) {
    return `${rules.label} contains an invisible control character. Remove it or type the text again.`
  }
  return undefined
}

/** The form in which texts are compared and searched: no accents, no case, single spaces. */
export function fold(value: string): string {
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

/** Whether two flat records of the same shape hold the same values. */
export function isSame<T extends object>(one: T, other: T): boolean {
  const values = new Map<string, unknown>(Object.entries(other))
  return Object.entries(one).every(([key, value]) => values.get(key) === value)
}

/** Escapes `%`, `_` and `\` for LIKE. */
export function escapeLike(value: string): string {
  return value.replace(/[\\%_]/g, '\\$&')
}

const MAX_INTEGER = 2_147_483_647

/** An ID as it comes from a URL, a form or JSON. */
export const id = z.coerce
  .number({ error: 'An ID is a whole number.' })
  .int('An ID is a whole number.')
  .min(1, 'An ID is a whole number.')
  .max(MAX_INTEGER, 'An ID is a whole number.')

/** A checkbox of a form or a boolean of JSON. */
export const flag = z.union(
  [z.boolean(), z.enum(['on', 'off']).transform((value) => value === 'on')],
  { error: 'Choose yes or no.' },
)

const SEARCH_MAX = 100

/** What is typed into a search box: never refused, cut to what can be searched. */
export const searchText = z
  .string()
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
