import { codePoints } from '@/lib/text'

type State = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'separator' | 'end'
type Token = { kind: 'symbol' | 'text' | 'literal' | 'other'; text: string }

const kinds = ['symbol', 'text', 'literal', 'other'] as const

// The last alternative matches any character and the end, so that no position is skipped.
const token = new RegExp(
  [
    '[ \\t\\n\\r]*(?:(?<symbol>[{}[\\],:])',
    '(?<text>"(?:[^"\\\\\\0-\\x1f]|\\\\(?:["\\\\/bfnrt]|u[\\da-fA-F]{4}))*")',
    '(?<literal>(?:true|false|null|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)(?![\\w.]))',
    '(?<other>.|$))',
  ].join('|'),
  'gsuy',
)

/** Where a text stops being JSON, as "expected … at line 1, column 7"; undefined if it is JSON. */
export function findSyntaxError(source: string): string | undefined {
  const open: string[] = []
  let state: State = 'value'
  for (const { 0: match, index, groups = {} } of source.matchAll(token)) {
    const kind = kinds.find((name) => groups[name] !== undefined) ?? 'other'
    const text = groups[kind] ?? ''
    if (state === 'end' && kind === 'other' && text === '') return undefined
    const next = nextState(state, { kind, text }, open)
    if (!next) {
      const at = location(source, index + match.length - text.length)
      return `expected ${expected(state, text, open)} at ${at}`
    }
    state = next
  }
  return undefined
}

function nextState(state: State, token: Token, open: string[]): State | undefined {
  const { kind, text } = token
  const isClosing = text === closingOf(open)
  if (isClosing && (state === 'separator' || state.startsWith('first'))) {
    open.pop()
    return afterValue(open)
  }
  if (state === 'separator' && text === ',') return open.at(-1) === '{' ? 'key' : 'value'
  if (state === 'colon' && text === ':') return 'value'
  if (state.endsWith('key') && kind === 'text') return 'colon'
  if (!state.endsWith('value')) return undefined
  if (kind === 'text' || kind === 'literal') return afterValue(open)
  if (text !== '{' && text !== '[') return undefined
  open.push(text)
  return text === '{' ? 'first key' : 'first value'
}

function afterValue(open: string[]): State {
  return open.length > 0 ? 'separator' : 'end'
}

function closingOf(open: string[]): string | undefined {
  const last = open.at(-1)
  return last && (last === '{' ? '}' : ']')
}

function expected(state: State, found: string, open: string[]): string {
  if (state.endsWith('key')) return 'a name in double quotes'
  // A quote alone is a text that has no end, or a character that JSON forbids.
  if (state.endsWith('value')) return found === '"' ? 'a valid text in double quotes' : 'a value'
  if (state === 'separator') return `, or ${closingOf(open)}`
  return state === 'colon' ? 'a colon' : 'the end'
}

function location(source: string, index: number): string {
  const lines = source.slice(0, index).split('\n')
  return `line ${lines.length}, column ${codePoints(lines.at(-1) ?? '') + 1}`
}
