import { z } from 'zod'

// Control characters, bidirectional overrides and isolates, the zero-width space, the byte-order
// mark, the place of a picture in copied text, and the code points that Unicode never assigns. Joiners
// stay: Persian, Hindi and emoji need them.
const forbidden =
  /[\p{Cc}\p{Noncharacter_Code_Point}\u200B\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF\uFFFC]/u
const forbiddenInParagraph = new RegExp(`(?![\\n\\t])${forbidden.source}`, 'u')

// What Unicode calls default ignorable, and blanks that it doesn't: an empty Braille cell, a null
// note head, interlinear annotation, the place of a picture, and the blanks and format controls of
// hieroglyphs.
const ignorable =
  '\\p{Default_Ignorable_Code_Point}\\u2800\\u{1D159}\\uFFF9-\\uFFFC\\u{13430}-\\u{1343F}\\u{13441}\\u{13442}'
const ignorables = new RegExp(`[${ignorable}]`, 'gu')
const forbiddenInIdentifier = new RegExp(`[${ignorable}\\p{C}\\u2028\\u2029]`, 'u')
// What such a character looks like depends on the fonts of a system, and often it looks like nothing.
const meaningless = /\p{Co}|(?!\p{Noncharacter_Code_Point})\p{Cn}/u
const blank = new RegExp(`^[\\s${ignorable}\\p{M}\\p{Cf}]*$`, 'u')

// Chat programs, spreadsheets and mail programs put such characters around a text. Joiners,
// variation selectors and tags are not among them: a word or an emoji can end with one.
const pasted =
  '\\s\\u00AD\\u061C\\u115F\\u1160\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\u2800\\u3164\\uFEFF\\uFFA0\\uFFFC'
const pastedEnds = ends(pasted)
const identifierEnds = ends(`\\s${ignorable}`)

// The time that normalizing takes grows with the square of the number of marks.
const MAX_NORMALIZED = 1_000

type TextRules = {
  label: string
  max: number
  required?: boolean
  paragraph?: boolean
  /** Compared with other values, so it may have no character that nobody sees. */
  identifier?: boolean
}

/** The length in code points, because people count an emoji as one character. */
export function codePoints(value: string): number {
  return [...value].length
}

export function removeAccents(value: string): string {
  return value.normalize('NFKD').replace(/\p{M}/gu, '')
}

export function removeIgnorable(value: string): string {
  return value.replace(ignorables, '')
}

export function trimInvisible(value: string): string {
  return value.replace(identifierEnds, '')
}

function isBlank(value: string): boolean {
  return blank.test(value)
}

/** Whether a text is too long to be normalized. No identifier or name is as long. */
export function isTooLong(value: string): boolean {
  return value.length > MAX_NORMALIZED
}

/**
 * An identifier without invisible ends and with plain spaces, as it is stored and compared. A text that
 * is too long for one stays as it is.
 */
export function normalizeIdentifier(value: string): string {
  if (isTooLong(value)) return value
  return trimInvisible(value.normalize('NFC')).replace(/\p{Zs}/gu, ' ')
}

/** Normalizes text to NFC, trims what is invisible at its ends, and rejects it inside. */
export function text(rules: TextRules) {
  const { label, max, required = true, paragraph = false, identifier = false } = rules
  const pattern = patternFor({ paragraph, identifier })
  return z
    .string({ error: `${label} must be text.` })
    .trim()
    .refine(isIntact, `${label} contains a broken character. Type it again.`)
    .superRefine((value, context) => {
      if (value.length <= typedLength(max)) return
      context.addIssue({ code: 'custom', message: tooLong(label, max, value) })
    })
    .transform(identifier ? normalizeIdentifier : normalizeText)
    .transform((value) => (isBlank(value) ? '' : value))
    .superRefine((value, context) => {
      const message = whyTextRejected(value, { label, max, required, pattern })
      if (message) context.addIssue({ code: 'custom', message })
    })
    .meta({ ...(required ? { minLength: 1 } : {}), maxLength: max })
}

// Decomposed, a character has up to four code units, and invisible ones may surround the text.
function typedLength(max: number): number {
  return 4 * max + 100
}

function tooLong(label: string, max: number, value: string): string {
  return `${label} can have at most ${max} characters; this has ${codePoints(value)}.`
}

/** False for lone surrogates, and for the replacement of bytes that could not be decoded. */
function isIntact(value: string): boolean {
  return value.isWellFormed() && !value.includes('\uFFFD')
}

function normalizeText(value: string): string {
  return value.replace(/\r\n?/g, '\n').normalize('NFC').replace(pastedEnds, '')
}

/** Matches characters of a class at the ends of a text, and starts once at each run of them. */
function ends(characters: string): RegExp {
  return new RegExp(`^[${characters}]+|(?<![${characters}])[${characters}]+$`, 'gu')
}

function patternFor({ paragraph, identifier }: { paragraph: boolean; identifier: boolean }) {
  if (identifier) return forbiddenInIdentifier
  return paragraph ? forbiddenInParagraph : forbidden
}

type Checks = { label: string; max: number; required: boolean; pattern: RegExp }

function whyTextRejected(value: string, { label, max, required, pattern }: Checks) {
  if (required && value === '') return `${label} is required.`
  if (codePoints(value) > max) return tooLong(label, max, value)
  const [character] = pattern.exec(value) ?? []
  if (character === undefined) return undefined
  const position = codePoints(value.slice(0, value.indexOf(character))) + 1
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
  const kind = meaningless.test(character)
    ? 'a character that other systems may not show'
    : 'an invisible control character'
  return `${label} contains ${kind}. Remove character ${position} (U+${code}) or type the text again.`
}
