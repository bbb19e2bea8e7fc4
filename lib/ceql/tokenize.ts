import { CeqlError } from '@/lib/ceql/error'
import { codePoints } from '@/lib/text'

const MAX_LENGTH = 4_000

const kinds = ['word', 'number', 'string', 'symbol', 'unclosed', 'unknown'] as const

/** `text` is the source text; of a string, its content without quotes. */
export type Token = { kind: (typeof kinds)[number] | 'end'; text: string; position: number }

// The last alternative matches any character, so that none is skipped.
const token = new RegExp(
  [
    '\\s+',
    '(?<word>[A-Za-z_][A-Za-z0-9_]*)',
    '(?<number>[+-]?[0-9]+(?:\\.[0-9]+)?)',
    "(?<string>'(?:[^']|'')*'(?!'))",
    '(?<symbol>[!<>]=|[=<>(),])',
    "(?<unclosed>'.*)",
    '(?<unknown>.)',
  ].join('|'),
  'gsu',
)

// PostgreSQL stores neither NUL nor lone surrogates.
const forbidden = /\0|\p{Cs}/u

export function* tokenize(source: string): Generator<Token, Token> {
  requireTokenizable(source)
  let position = 1
  for (const { 0: match, groups = {} } of source.matchAll(token)) {
    const kind = kinds.find((name) => groups[name] !== undefined)
    if (kind) yield { kind, text: kind === 'string' ? unquote(match) : match, position }
    position += codePoints(match)
  }
  return { kind: 'end', text: '', position }
}

function requireTokenizable(source: string): void {
  if (source.length > 2 * MAX_LENGTH || codePoints(source) > MAX_LENGTH) {
    throw new CeqlError(MAX_LENGTH + 1, `expected at most ${MAX_LENGTH} characters.`)
  }
  const index = source.search(forbidden)
  if (index < 0) return
  const position = codePoints(source.slice(0, index)) + 1
  throw new CeqlError(position, 'this character is not allowed.')
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll("''", "'")
}
