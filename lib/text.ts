import { z } from 'zod'

// Control characters, bidirectional overrides and isolates, zero-width space, byte-order mark, and
// what Unicode promises never to be a character.
const forbidden =
  /[\p{Cc}\p{Noncharacter_Code_Point}\u200B\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u
const forbiddenInParagraph = new RegExp(`(?![\\n\\t])${forbidden.source}`, 'u')
const unseen = /[\s\p{Default_Ignorable_Code_Point}\p{Cf}]+/gu
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
    .meta({ ...(required ? { minLength: 1 } : {}), maxLength: max })
}

function textFault(value: string, rules: Required<TextRules>): string | undefined {
  if (rules.required && value.replace(unseen, '') === '') return `${rules.label} is required.`
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

/** The same without what is left out: an optional field that is undefined is one not given. */
export function defined<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(record).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> }
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
