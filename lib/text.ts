import { z } from 'zod'

// Control characters, bidirectional overrides and isolates, the zero-width space, the byte-order
// mark and the code points that Unicode never assigns.
const forbidden =
  /[\p{Cc}\p{Noncharacter_Code_Point}\u200B\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u
const forbiddenInParagraph = new RegExp(`(?![\\n\\t])${forbidden.source}`, 'u')
const invisible = /[\s\p{Default_Ignorable_Code_Point}\p{Cf}]+/gu

type TextRules = { label: string; max: number; required?: boolean; paragraph?: boolean }

/** The length in code points, because people count an emoji as one character. */
export function codePoints(value: string): number {
  return [...value].length
}

/** Normalizes text to NFC, trims it and rejects invisible characters. */
export function text({ label, max, required = true, paragraph = false }: TextRules) {
  return z
    .string({ error: `${label} must be text.` })
    .refine((value) => value.isWellFormed(), `${label} contains a broken character. Type it again.`)
    .transform((value) => value.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .superRefine((value, context) => {
      const message = whyTextRejected(value, { label, max, required, paragraph })
      if (message) context.addIssue({ code: 'custom', message })
    })
    .meta({ ...(required ? { minLength: 1 } : {}), maxLength: max })
}

function whyTextRejected(value: string, rules: Required<TextRules>): string | undefined {
  if (rules.required && value.replace(invisible, '') === '') return `${rules.label} is required.`
  if (codePoints(value) > rules.max) {
    return `${rules.label} can have at most ${rules.max} characters; this has ${codePoints(value)}.`
  }
  if ((rules.paragraph ? forbiddenInParagraph : forbidden).test(value)) {
    return `${rules.label} contains an invisible control character. Remove it or type the text again.`
  }
  return undefined
}
