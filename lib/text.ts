import { z } from 'zod'

// Control characters, bidirectional overrides and isolates, zero-width space, byte-order mark, and
// what Unicode promises never to be a character.
const forbidden =
  /[\p{Cc}\p{Noncharacter_Code_Point}\u200B\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u
const forbiddenInParagraph = new RegExp(`(?![\\n\\t])${forbidden.source}`, 'u')
const unseen = /[\s\p{Default_Ignorable_Code_Point}\p{Cf}]+/gu

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
