import { type Comparison, comparisonOperators, type Expression, type Literal } from '@/lib/ceql/ast'
import { CeqlError } from '@/lib/ceql/error'
import { type Token, tokenize } from '@/lib/ceql/tokenize'

const MAX_DEPTH = 20
const MAX_COMPARISONS = 100
const MAX_LIST_VALUES = 500

const keyword = /^(?:and|or|like|in|true|false)$/i

/** A recursive-descent parser with one token of lookahead. */
type Parser = { token: Token; tokens: Iterator<Token, Token>; comparisons: number }

export function parseCeql(source: string): Expression {
  const tokens = tokenize(source)
  const parser = { token: tokens.next().value, tokens, comparisons: 0 }
  const expression = parseExpression(parser, 0)
  if (parser.token.kind !== 'end') throw unexpected(parser, 'AND, OR or the end of the condition')
  return expression
}

function parseExpression(parser: Parser, depth: number): Expression {
  return parseOperands(parser, 'or', () =>
    parseOperands(parser, 'and', () => parseTerm(parser, depth)),
  )
}

function parseOperands(
  parser: Parser,
  kind: 'and' | 'or',
  parseOperand: () => Expression,
): Expression {
  const first = parseOperand()
  const operands = [first]
  while (accept(parser, kind)) operands.push(parseOperand())
  return operands.length > 1 ? { kind, operands } : first
}

function parseTerm(parser: Parser, depth: number): Expression {
  const { position } = parser.token
  if (!accept(parser, '(')) return parseComparison(parser)
  if (depth === MAX_DEPTH) {
    throw new CeqlError(position, `expected at most ${MAX_DEPTH} levels of parentheses.`)
  }
  const expression = parseExpression(parser, depth + 1)
  expect(parser, ')', 'AND, OR or a closing parenthesis')
  return expression
}

function parseComparison(parser: Parser): Comparison {
  const { kind, text: name, position } = parser.token
  if (kind !== 'word' || keyword.test(name)) {
    throw unexpected(parser, 'a field name or an opening parenthesis')
  }
  parser.comparisons += 1
  if (parser.comparisons > MAX_COMPARISONS) {
    throw new CeqlError(position, `expected at most ${MAX_COMPARISONS} comparisons.`)
  }
  advance(parser)
  const left = {
    kind: 'comparison',
    field: { name, position },
    operatorPosition: parser.token.position,
  } as const
  if (accept(parser, 'IN')) return { ...left, operator: 'IN', values: parseList(parser) }
  const operator = comparisonOperators.find((symbol) => accept(parser, symbol))
  if (!operator) throw unexpected(parser, '=, !=, <, <=, >, >=, LIKE or IN')
  return { ...left, operator, value: parseLiteral(parser) }
}

function parseList(parser: Parser): Literal[] {
  expect(parser, '(', 'an opening parenthesis and a list of values')
  const values = [parseLiteral(parser)]
  while (accept(parser, ',')) {
    if (values.length === MAX_LIST_VALUES) {
      const problem = `expected at most ${MAX_LIST_VALUES} values in a list.`
      throw new CeqlError(parser.token.position, problem)
    }
    values.push(parseLiteral(parser))
  }
  expect(parser, ')', 'a comma or a closing parenthesis')
  return values
}

function parseLiteral(parser: Parser): Literal {
  const { kind, text, position } = parser.token
  if (accept(parser, 'true')) return { kind: 'boolean', value: true, position }
  if (accept(parser, 'false')) return { kind: 'boolean', value: false, position }
  if (kind !== 'string' && kind !== 'number') {
    throw unexpected(parser, 'a value in single quotes, a number, true or false')
  }
  advance(parser)
  return { kind, value: text, position }
}

function accept(parser: Parser, symbolOrKeyword: string): boolean {
  const { kind, text } = parser.token
  if (kind !== 'word' && kind !== 'symbol') return false
  if (text.toLowerCase() !== symbolOrKeyword.toLowerCase()) return false
  advance(parser)
  return true
}

function expect(parser: Parser, symbol: string, description: string): void {
  if (!accept(parser, symbol)) throw unexpected(parser, description)
}

function advance(parser: Parser): void {
  parser.token = parser.tokens.next().value
}

function unexpected({ token }: Parser, expected: string): CeqlError {
  if (token.kind === 'unclosed') {
    return new CeqlError(token.position, 'expected a closing quote for the text that starts here.')
  }
  return new CeqlError(token.position, `expected ${expected}.`)
}
