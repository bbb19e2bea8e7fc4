import { CeqlError } from '@/lib/ceql/error'
import { type Token, tokenize } from '@/lib/ceql/tokens'

const MAX_DEPTH = 20
const MAX_COMPARISONS = 100
const MAX_LISTED = 500

const operators = ['=', '!=', '<', '<=', '>', '>=', 'LIKE'] as const
const keyword = /^(?:and|or|like|in|true|false)$/i

/** A value as it was written: a number keeps its digits. */
export type Value = { at: number } & (
  | { kind: 'text' | 'number'; value: string }
  | { kind: 'boolean'; value: boolean }
)

export type Operator = (typeof operators)[number] | 'IN'

/** One comparison; `at` is where its operator stands. */
export type Comparison = { kind: 'comparison'; field: { name: string; at: number }; at: number } & (
  | { operator: Exclude<Operator, 'IN'>; value: Value }
  | { operator: 'IN'; values: Value[] }
)

/** A condition as a tree. */
export type Ceql = Comparison | { kind: 'and' | 'or'; terms: Ceql[] }

type Reader = { token: Token; rest: Iterator<Token, Token>; comparisons: number }

/** The tree of a condition; a `CeqlError` points at the first character that does not fit. */
export function parseCeql(text: string): Ceql {
  const rest = tokenize(text)
  const reader = { token: rest.next().value, rest, comparisons: 0 }
  const tree = alternatives(reader, 0)
  if (reader.token.kind !== 'end') throw refusal(reader, 'AND, OR or the end of the condition')
  return tree
}

function alternatives(reader: Reader, depth: number): Ceql {
  return joined(reader, 'or', () => joined(reader, 'and', () => term(reader, depth)))
}

function joined(reader: Reader, kind: 'and' | 'or', next: () => Ceql): Ceql {
  const first = next()
  const terms = [first]
  while (accept(reader, kind)) terms.push(next())
  return terms.length > 1 ? { kind, terms } : first
}

function term(reader: Reader, depth: number): Ceql {
  const { at } = reader.token
  if (!accept(reader, '(')) return comparison(reader)
  if (depth === MAX_DEPTH) {
    throw new CeqlError(at, `parentheses can be nested at most ${MAX_DEPTH} deep.`)
  }
  const inner = alternatives(reader, depth + 1)
  expect(reader, ')', 'AND, OR or a closing parenthesis')
  return inner
}

function comparison(reader: Reader): Comparison {
  const { kind, text: name, at } = reader.token
  if (kind !== 'word' || keyword.test(name)) {
    throw refusal(reader, 'the name of a field or an opening parenthesis')
  }
  reader.comparisons += 1
  if (reader.comparisons > MAX_COMPARISONS) {
    throw new CeqlError(at, `a condition can have at most ${MAX_COMPARISONS} comparisons.`)
  }
  advance(reader)
  return compared(reader, { kind: 'comparison', field: { name, at }, at: reader.token.at })
}

function compared(reader: Reader, left: Pick<Comparison, 'kind' | 'field' | 'at'>): Comparison {
  if (accept(reader, 'IN')) return { ...left, operator: 'IN', values: list(reader) }
  const operator = operators.find((symbol) => accept(reader, symbol))
  if (!operator) throw refusal(reader, '=, !=, <, <=, >, >=, LIKE or IN')
  return { ...left, operator, value: value(reader) }
}

function list(reader: Reader): Value[] {
  expect(reader, '(', 'an opening parenthesis and a list of values')
  const values = [value(reader)]
  while (accept(reader, ',')) {
    if (values.length === MAX_LISTED) {
      throw new CeqlError(reader.token.at, `a list can have at most ${MAX_LISTED} values.`)
    }
    values.push(value(reader))
  }
  expect(reader, ')', 'a comma or a closing parenthesis')
  return values
}

function value(reader: Reader): Value {
  const { kind, text, at } = reader.token
  if (accept(reader, 'true')) return { kind: 'boolean', value: true, at }
  if (accept(reader, 'false')) return { kind: 'boolean', value: false, at }
  if (kind !== 'text' && kind !== 'number') {
    throw refusal(reader, 'a value in single quotes, a number, true or false')
  }
  advance(reader)
  return { kind, value: text, at }
}

/** Reads on if the next piece is this symbol or, in either case, this keyword. */
function accept(reader: Reader, wanted: string): boolean {
  const { kind, text } = reader.token
  const found = kind === 'word' || kind === 'symbol'
  if (!found || text.toLowerCase() !== wanted.toLowerCase()) return false
  advance(reader)
  return true
}

function expect(reader: Reader, wanted: string, expected: string): void {
  if (!accept(reader, wanted)) throw refusal(reader, expected)
}

function advance(reader: Reader): void {
  reader.token = reader.rest.next().value
}

function refusal({ token }: Reader, expected: string): CeqlError {
  if (token.kind === 'unclosed') {
    return new CeqlError(token.at, 'the text that begins here has no closing quote.')
  }
  return new CeqlError(token.at, `expected ${expected}.`)
}
