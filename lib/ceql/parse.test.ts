import { describe, expect, test } from 'vitest'
import type { Expression } from '@/lib/ceql/ast'
import { CeqlError } from '@/lib/ceql/error'
import { parseCeql } from '@/lib/ceql/parse'
import { printCeql } from '@/lib/testing/print-ceql'
import { timed } from '@/lib/testing/timing'

function parseError(source: string): unknown {
  try {
    parseCeql(source)
  } catch (error) {
    return error
  }
  return expect.fail('the condition was accepted')
}

/** The parsed condition with brackets around every AND and OR, to show its precedence. */
function bracketed(source: string): string {
  const print = (expression: Expression): string =>
    expression.kind === 'comparison'
      ? printCeql(expression)
      : `[${expression.operands.map(print).join(` ${expression.kind} `)}]`
  return print(parseCeql(source))
}

describe('parsing a condition', () => {
  test('returns a syntax tree with the position of every part', () => {
    expect(parseCeql("name = 'A' AND id IN (1, -2.50)")).toEqual({
      kind: 'and',
      operands: [
        {
          kind: 'comparison',
          field: { name: 'name', position: 1 },
          operatorPosition: 6,
          operator: '=',
          value: { kind: 'string', value: 'A', position: 8 },
        },
        {
          kind: 'comparison',
          field: { name: 'id', position: 16 },
          operatorPosition: 19,
          operator: 'IN',
          values: [
            { kind: 'number', value: '1', position: 23 },
            { kind: 'number', value: '-2.50', position: 26 },
          ],
        },
      ],
    })
  })

  test.each([
    ['AND before OR', 'a=1 OR b=2 AND c=3', '[a = 1 or [b = 2 and c = 3]]'],
    ['AND before OR on the left', 'a=1 AND b=2 OR c=3', '[[a = 1 and b = 2] or c = 3]'],
    ['parentheses first', '(a=1 OR b=2) AND c=3', '[[a = 1 or b = 2] and c = 3]'],
    ['redundant parentheses', '((a=1)) AND (((b=2)))', '[a = 1 and b = 2]'],
    [
      'keywords in any case',
      "a lIkE 'x' aNd b In (TRUE) oR c=False",
      "[[a LIKE 'x' and b IN (true)] or c = false]",
    ],
    ['no spaces', "a='x'AND(b>=-1OR c<=+2)", "[a = 'x' and [b >= -1 or c <= +2]]"],
    ['any white space', "\n a\t=\u00a0'x' \r\n", "a = 'x'"],
    [
      'names that begin with a keyword',
      'android = 1 AND ordinal = 2',
      '[android = 1 and ordinal = 2]',
    ],
    ['not equal, less and greater', 'a!=1 OR a<1 OR a>1', '[a != 1 or a < 1 or a > 1]'],
  ])('handles %s', (_, source, result) => {
    expect(bracketed(source)).toBe(result)
  })

  test.each([
    ["''", ''],
    ["''''", "'"],
    ["'it''s'", "it's"],
    ["'''a'''", "'a'"],
    ["'a'''''", "a''"],
    ["') OR 1=1 --'", ') OR 1=1 --'],
    ["'\\'", '\\'],
    ["'two\nlines'", 'two\nlines'],
    ["'🦊'", '🦊'],
  ])('reads the string %s as %j', (literal, value) => {
    expect(parseCeql(`a = ${literal}`)).toMatchObject({
      value: { kind: 'string', value, position: 5 },
    })
  })

  test('accepts a condition at every limit', () => {
    const deepest = `${'('.repeat(20)}a = 1${')'.repeat(20)}`
    const mostComparisons = Array.from({ length: 100 }, () => 'a = 1').join(' AND ')
    const longestList = `a IN (${Array.from({ length: 500 }, () => '1').join(',')})`
    const longest = `a = '${'🦊'.repeat(3_994)}'`
    for (const source of [deepest, mostComparisons, longestList, longest]) {
      expect(parseCeql(source)).toBeDefined()
    }
  })

  test('limits how deep parentheses are nested, not how many there are', () => {
    expect(parseCeql(Array.from({ length: 50 }, () => '(a = 1)').join(' OR '))).toBeDefined()
  })
})

const field = 'expected a field name or an opening parenthesis.'
const operator = 'expected =, !=, <, <=, >, >=, LIKE or IN.'
const value = 'expected a value in single quotes, a number, true or false.'
const more = 'expected AND, OR or the end of the condition.'
const closing = 'expected AND, OR or a closing parenthesis.'
const comma = 'expected a comma or a closing parenthesis.'
const unclosed = 'expected a closing quote for the text that starts here.'
const forbidden = 'this character is not allowed.'

describe('an error message points at', () => {
  test.each([
    ['an empty condition', '', 1, field],
    ['a condition of spaces', '   ', 4, field],
    ['a missing field', '= 1', 1, field],
    ['a keyword instead of a field', 'a = 1 AND or = 2', 11, field],
    ['a number instead of a field', '1 = 1', 1, field],
    ['a field in double quotes', '"a" = 1', 1, field],
    ['AND at the end', 'a = 1 AND', 10, field],
    ['empty parentheses', '()', 2, field],
    ['a missing operator', 'active', 7, operator],
    ['<>', 'a <> 1', 4, value],
    ['==', 'a == 1', 4, value],
    ['IS NULL', 'a IS NULL', 3, operator],
    ['NOT', 'NOT a = 1', 5, operator],
    ['a field name with an umlaut', 'größe = 1', 3, operator],
    ['a qualified name', 'a.b = 1', 2, operator],
    ['LIKE spelled with a Kelvin sign', "a LI\u212aE 'x'", 3, operator],
    ['a missing value', 'a =', 4, value],
    ['a value without quotes', 'a = abc', 5, value],
    ['a value in double quotes', 'a = "abc"', 5, value],
    ['NULL', 'a = NULL', 5, value],
    ['a value in parentheses', 'a = (1)', 5, value],
    ['a sign without digits', 'a = - 1', 5, value],
    ['a decimal without an integer part', 'a = .5', 5, value],
    ['a decimal without a fraction', 'a = 5.', 6, more],
    ['an exponent', 'a = 1e5', 6, more],
    ['a second value', "a = 'x' 'y'", 9, more],
    ['a comment', 'a = 1 -- b', 7, more],
    ['a second statement', 'a = 1; DROP TABLE accounts', 6, more],
    ['an extra closing parenthesis', '(a = 1))', 8, more],
    ['a missing closing parenthesis', '(a = 1', 7, closing],
    ['a comma between comparisons', '(a = 1, b = 2)', 7, closing],
    ['IN without a list', 'a IN 1', 6, 'expected an opening parenthesis and a list of values.'],
    ['an empty list', 'a IN ()', 7, value],
    ['a trailing comma', 'a IN (1,)', 9, value],
    ['a list without commas', 'a IN (1 2)', 9, comma],
    ['an unclosed list', 'a IN (1', 8, comma],
    ['an unclosed string', "a = 'abc", 5, unclosed],
    ['a string that ends in an escaped quote', "a = 'abc''", 5, unclosed],
    ['an unclosed second string', "a = 'b' 'c", 9, unclosed],
    ['an error after emoji', "a = '🦊🦊' AND b = ?", 18, value],
    ['an error after a combining mark', "a = 'e\u0301' AND ?", 14, field],
    ['a NUL character', "a = 'b\0c'", 7, forbidden],
    ['a lone surrogate after an emoji', "a = '🦊\ud83e'", 7, forbidden],
    ['the first of two errors', "a ? 'b", 3, operator],
    [
      'parentheses nested too deep',
      `${'('.repeat(21)}a = 1${')'.repeat(21)}`,
      21,
      'expected at most 20 levels of parentheses.',
    ],
    [
      'thousands of open parentheses',
      '('.repeat(4_000),
      21,
      'expected at most 20 levels of parentheses.',
    ],
    ['comparison 101', 'a = 1 OR '.repeat(101), 901, 'expected at most 100 comparisons.'],
    [
      'value 501 of a list',
      `a IN (${'1,'.repeat(500)}1)`,
      1007,
      'expected at most 500 values in a list.',
    ],
    ['character 4001', `a = '${'🦊'.repeat(3_995)}'`, 4_001, 'expected at most 4000 characters.'],
    [
      'character 4001 of ten million',
      'a'.repeat(10_000_000),
      4_001,
      'expected at most 4000 characters.',
    ],
  ])('%s', (_, source, position, problem) => {
    const error = parseError(source)
    expect(error).toBeInstanceOf(CeqlError)
    expect(error).toMatchObject({ position, message: `where, character ${position}: ${problem}` })
  })
})

describe('the worst conditions parse quickly:', timed, () => {
  test.each([
    ['quotes', "'".repeat(3_999)],
    ['escaped quotes in an unclosed string', `a = '${"''".repeat(1_997)}`],
    ['consecutive strings', "'' ".repeat(1_333)],
    ['digits', `a = ${'1'.repeat(3_996)}`],
    ['letters', 'a'.repeat(4_000)],
    ['spaces', ' '.repeat(4_000)],
    ['operands of OR', `${'('.repeat(20)}${'a=1 OR '.repeat(560)}`],
  ])('4,000 characters of %s', (_, source) => {
    const start = performance.now()
    for (let run = 0; run < 20; run += 1) {
      try {
        parseCeql(source)
      } catch (error) {
        expect(error).toBeInstanceOf(CeqlError)
      }
    }
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})
