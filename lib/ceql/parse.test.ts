import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CeqlError } from '@/lib/ceql/error'
import { type Ceql, type Comparison, parseCeql, type Value } from '@/lib/ceql/parse'

function refusalOf(text: string): unknown {
  try {
    parseCeql(text)
  } catch (error) {
    return error
  }
  return expect.fail('it was not refused')
}

/** A tree as a condition with no more parentheses than needed. */
function print(tree: Ceql): string {
  if ('terms' in tree) {
    const terms = tree.terms.map((term) => ('terms' in term ? `(${print(term)})` : print(term)))
    return terms.join(tree.kind === 'and' ? ' AND ' : ' OR ')
  }
  const values = tree.operator === 'IN' ? tree.values : [tree.value]
  const printed = values.map(printValue).join(', ')
  const right = tree.operator === 'IN' ? `(${printed})` : printed
  return `${tree.field.name} ${tree.operator} ${right}`
}

function printValue({ kind, value }: Value): string {
  return kind === 'text' ? `'${value.replaceAll("'", "''")}'` : String(value)
}

/** The tree as fully parenthesised text: how it was understood, without positions. */
function shape(text: string): string {
  const inner = (tree: Ceql): string =>
    'terms' in tree ? `[${tree.terms.map(inner).join(` ${tree.kind} `)}]` : print(tree)
  return inner(parseCeql(text))
}

describe('a condition', () => {
  test('becomes a tree that knows where everything stood', () => {
    expect(parseCeql("name = 'A' AND id IN (1, -2.50)")).toEqual({
      kind: 'and',
      terms: [
        {
          kind: 'comparison',
          field: { name: 'name', at: 1 },
          at: 6,
          operator: '=',
          value: { kind: 'text', value: 'A', at: 8 },
        },
        {
          kind: 'comparison',
          field: { name: 'id', at: 16 },
          at: 19,
          operator: 'IN',
          values: [
            { kind: 'number', value: '1', at: 23 },
            { kind: 'number', value: '-2.50', at: 26 },
          ],
        },
      ],
    })
  })

  test.each([
    ['AND binds tighter than OR', 'a=1 OR b=2 AND c=3', '[a = 1 or [b = 2 and c = 3]]'],
    ['on either side', 'a=1 AND b=2 OR c=3', '[[a = 1 and b = 2] or c = 3]'],
    ['parentheses bind tighter', '(a=1 OR b=2) AND c=3', '[[a = 1 or b = 2] and c = 3]'],
    ['needless parentheses vanish', '((a=1)) AND (((b=2)))', '[a = 1 and b = 2]'],
    [
      'keywords in any case',
      "a lIkE 'x' aNd b In (TRUE) oR c=False",
      "[[a LIKE 'x' and b IN (true)] or c = false]",
    ],
    ['no spaces at all', "a='x'AND(b>=-1OR c<=+2)", "[a = 'x' and [b >= -1 or c <= +2]]"],
    ['spaces of all kinds', "\n a\t=\u00a0'x' \r\n", "a = 'x'"],
    ['keywords within names', 'android = 1 AND ordinal = 2', '[android = 1 and ordinal = 2]'],
    ['every order', 'a!=1 OR a<1 OR a>1', '[a != 1 or a < 1 or a > 1]'],
  ])('is understood: %s', (_, text, understood) => {
    expect(shape(text)).toBe(understood)
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
  ])('takes the text %s as %j', (written, value) => {
    expect(parseCeql(`a = ${written}`)).toMatchObject({ value: { kind: 'text', value, at: 5 } })
  })

  test('is read to its limits', () => {
    const nested = `${'('.repeat(20)}a = 1${')'.repeat(20)}`
    const compared = Array.from({ length: 100 }, () => 'a = 1').join(' AND ')
    const listed = `a IN (${Array.from({ length: 500 }, () => '1').join(',')})`
    const long = `a = '${'🦊'.repeat(3_994)}'`
    for (const text of [nested, compared, listed, long]) expect(parseCeql(text)).toBeDefined()
  })

  test('counts the depth of parentheses, not their number', () => {
    expect(parseCeql(Array.from({ length: 50 }, () => '(a = 1)').join(' OR '))).toBeDefined()
  })
})

const field = 'expected the name of a field or an opening parenthesis.'
const operator = 'expected =, !=, <, <=, >, >=, LIKE or IN.'
const value = 'expected a value in single quotes, a number, true or false.'
const more = 'expected AND, OR or the end of the condition.'
const unclosed = 'the text that begins here has no closing quote.'
const unusable = 'this character cannot be part of a condition.'

describe('a refusal points at', () => {
  test.each([
    ['nothing at all', '', 1, field],
    ['only spaces', '   ', 4, field],
    ['a field that is missing', '= 1', 1, field],
    ['a keyword in place of a field', 'a = 1 AND or = 2', 11, field],
    ['a number in place of a field', '1 = 1', 1, field],
    ['a field in double quotes', '"a" = 1', 1, field],
    ['AND before nothing', 'a = 1 AND', 10, field],
    ['empty parentheses', '()', 2, field],
    ['an operator that is missing', 'active', 7, operator],
    ['an operator that is unknown', 'a <> 1', 4, value],
    ['==', 'a == 1', 4, value],
    ['IS NULL', 'a IS NULL', 3, operator],
    ['NOT', 'NOT a = 1', 5, operator],
    ['a name in another script', 'größe = 1', 3, operator],
    ['a qualified name', 'a.b = 1', 2, operator],
    ['a keyword spelt with a Kelvin sign', "a LI\u212aE 'x'", 3, operator],
    ['a value that is missing', 'a =', 4, value],
    ['a value without quotes', 'a = abc', 5, value],
    ['a value in double quotes', 'a = "abc"', 5, value],
    ['null', 'a = NULL', 5, value],
    ['a value in parentheses', 'a = (1)', 5, value],
    ['a sign on its own', 'a = - 1', 5, value],
    ['a decimal without its whole part', 'a = .5', 5, value],
    ['a decimal without its fraction', 'a = 5.', 6, more],
    ['a number with an exponent', 'a = 1e5', 6, more],
    ['a second value', "a = 'x' 'y'", 9, more],
    ['a comment', 'a = 1 -- b', 7, more],
    ['a second statement', 'a = 1; DROP TABLE accounts', 6, more],
    ['a parenthesis too many', '(a = 1))', 8, more],
    ['a parenthesis too few', '(a = 1', 7, 'expected AND, OR or a closing parenthesis.'],
    ['a comma in a group', '(a = 1, b = 2)', 7, 'expected AND, OR or a closing parenthesis.'],
    [
      'a list that is missing',
      'a IN 1',
      6,
      'expected an opening parenthesis and a list of values.',
    ],
    ['an empty list', 'a IN ()', 7, value],
    ['a comma before nothing', 'a IN (1,)', 9, value],
    ['a list without commas', 'a IN (1 2)', 9, 'expected a comma or a closing parenthesis.'],
    ['a list without an end', 'a IN (1', 8, 'expected a comma or a closing parenthesis.'],
    ['a text without an end', "a = 'abc", 5, unclosed],
    ['a text that ends in an escape', "a = 'abc''", 5, unclosed],
    ['a quote after a text', "a = 'b' 'c", 9, unclosed],
    ['a fault behind an emoji', "a = '🦊🦊' AND b = ?", 18, value],
    ['a fault behind combining marks', "a = 'e\u0301' AND ?", 14, field],
    ['a NUL', "a = 'b\0c'", 7, unusable],
    ['half an emoji, behind a whole one', "a = '🦊\ud83e'", 7, unusable],
    ['the first of two faults', "a ? 'b", 3, operator],
  ])('%s', (_, text, at, fault) => {
    const error = refusalOf(text)
    expect(error).toBeInstanceOf(CeqlError)
    expect(error).toMatchObject({ at, message: `where, character ${at}: ${fault}` })
  })

  test.each([
    [
      'a parenthesis too deep',
      `${'('.repeat(21)}a = 1${')'.repeat(21)}`,
      21,
      'parentheses can be nested at most 20 deep.',
    ],
    [
      'parentheses without end',
      '('.repeat(4_000),
      21,
      'parentheses can be nested at most 20 deep.',
    ],
    [
      'a comparison too many',
      'a = 1 OR '.repeat(101),
      901,
      'a condition can have at most 100 comparisons.',
    ],
    [
      'a value too many',
      `a IN (${'1,'.repeat(500)}1)`,
      1007,
      'a list can have at most 500 values.',
    ],
    [
      'a character too many',
      `a = '${'🦊'.repeat(3_995)}'`,
      4_001,
      'a condition can have at most 4,000 characters.',
    ],
    [
      'ten million characters',
      'a'.repeat(10_000_000),
      4_001,
      'a condition can have at most 4,000 characters.',
    ],
  ])('%s', (_, text, at, fault) => {
    expect(refusalOf(text)).toMatchObject({ at, message: `where, character ${at}: ${fault}` })
  })
})

const units = fc
  .array(fc.nat({ max: 0xffff }), { maxLength: 200 })
  .map((codes) => String.fromCharCode(...codes))
const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom('(', ')', ',', '=', '<>', '!', ' ', "'", "''", 'AND', ' or ', 'IN', 'LIKE'),
      fc.constantFrom(
        'a',
        ' b ',
        '1',
        '-2.5',
        '.',
        'true',
        "'x'",
        'a=1',
        'a IN (',
        '🦊',
        '\ud83e',
        '\0',
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

describe('whatever is given', () => {
  test('it is read, or refused at one of its characters', () => {
    const given = fc.oneof(units, pieces, fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(given, (text) => {
        try {
          parseCeql(text)
        } catch (error) {
          expect(error).toBeInstanceOf(CeqlError)
          expect(error).toMatchObject({
            message: expect.stringMatching(/^where, character \d+: .+\.$/),
          })
          const at = error instanceof CeqlError ? error.at : 0
          expect(at).toBeGreaterThanOrEqual(1)
          expect(at).toBeLessThanOrEqual([...text].length + 1)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test.each([
    ['quotes', "'".repeat(3_999)],
    ['escapes in a text without an end', `a = '${"''".repeat(1_997)}`],
    ['texts, one after the other', "'' ".repeat(1_333)],
    ['digits', `a = ${'1'.repeat(3_996)}`],
    ['letters', 'a'.repeat(4_000)],
    ['spaces', ' '.repeat(4_000)],
    ['alternatives', `${'('.repeat(20)}${'a=1 OR '.repeat(560)}`],
  ])('4,000 characters of %s take no time', (_, text) => {
    const began = performance.now()
    for (let times = 0; times < 20; times += 1) {
      try {
        parseCeql(text)
      } catch (error) {
        expect(error).toBeInstanceOf(CeqlError)
      }
    }
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})

const at = 0
const names = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/)
  .filter((name) => !/^(?:and|or|like|in|true|false)$/i.test(name))
const texts = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'))
const values: fc.Arbitrary<Value> = fc.oneof(
  fc.record({ at: fc.constant(at), kind: fc.constant('text' as const), value: texts }),
  fc.record({
    at: fc.constant(at),
    kind: fc.constant('number' as const),
    value: fc.stringMatching(/^[+-]?[0-9]{1,9}(\.[0-9]{1,4})?$/),
  }),
  fc.record({ at: fc.constant(at), kind: fc.constant('boolean' as const), value: fc.boolean() }),
)
const left = { kind: fc.constant('comparison' as const), at: fc.constant(at) }
const named = fc.record({ name: names, at: fc.constant(at) })
const comparisons: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({
    ...left,
    field: named,
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'LIKE'),
    value: values,
  }),
  fc.record({
    ...left,
    field: named,
    operator: fc.constant('IN' as const),
    values: fc.array(values, { minLength: 1, maxLength: 4 }),
  }),
)
const { tree: trees } = fc.letrec<{ tree: Ceql }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    comparisons,
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      terms: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}))

function withoutPlaces(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (key, part) => (key === 'at' ? 0 : part)))
}

test('a tree that is printed and parsed is the same tree', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const text = print(tree)
      fc.pre([...text].length <= 4_000)
      expect(withoutPlaces(parseCeql(text))).toEqual(withoutPlaces(tree))
    }),
    { numRuns: 500 },
  )
})

test('what a tree says about a place is what stands there', () => {
  fc.assert(
    fc.property(comparisons, fc.string({ unit: fc.constantFrom(' ', '\n') }), (tree, space) => {
      const text = `${space}${print(tree)}`
      const parsed = parseCeql(text)
      const from = (place: number) => [...text].slice(place - 1).join('')
      if ('terms' in parsed) return expect.fail('a comparison became a group')
      const found = parsed.operator === 'IN' ? parsed.values : [parsed.value]
      expect(from(parsed.field.at).startsWith(parsed.field.name)).toBe(true)
      expect(from(parsed.at).startsWith(parsed.operator)).toBe(true)
      for (const value of found) expect(from(value.at).startsWith(printValue(value))).toBe(true)
    }),
  )
})
