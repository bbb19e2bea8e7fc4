import { CeqlError } from '@/lib/ceql/error'
import { codePoints } from '@/lib/text'

const MAX_LENGTH = 4_000

/** A piece of a condition; `at` is its first character, `text` what it says. */
export type Token = { kind: (typeof kinds)[number] | 'end'; text: string; at: number }

const kinds = ['word', 'number', 'text', 'symbol', 'unclosed', 'unknown'] as const

// Together the alternatives match any character, so that no part of a condition is passed over.
const piece = new RegExp(
  [
    '\\s+',
    '(?<word>[A-Za-z_][A-Za-z0-9_]*)',
    '(?<number>[+-]?[0-9]+(?:\\.[0-9]+)?)',
    "(?<text>'(?:[^']|'')*'(?!'))",
    '(?<symbol>[!<>]=|[=<>(),])',
    "(?<unclosed>'.*)",
    '(?<unknown>.)',
  ].join('|'),
  'gsu',
)

// Neither of them can be stored as text.
const unusable = /\0|\p{Cs}/u

/** The pieces of a condition, one after the other; the last one is its end. */
export function* tokenize(text: string): Generator<Token, Token> {
  refuseUnusable(text)
  let at = 1
  for (const { 0: found, groups = {} } of text.matchAll(piece)) {
    const kind = kinds.find((name) => groups[name] !== undefined)
    if (kind) yield { kind, text: kind === 'text' ? unquoted(found) : found, at }
    at += codePoints(found)
  }
  return { kind: 'end', text: '', at }
}

function refuseUnusable(text: string): void {
  if (text.length > 2 * MAX_LENGTH || codePoints(text) > MAX_LENGTH) {
    throw new CeqlError(MAX_LENGTH + 1, 'a condition can have at most 4,000 characters.')
  }
  const place = text.search(unusable)
  if (place < 0) return
  const at = codePoints(text.slice(0, place)) + 1
  throw new CeqlError(at, 'this character cannot be part of a condition.')
}

function unquoted(quoted: string): string {
  return quoted.slice(1, -1).replaceAll("''", "'")
}
