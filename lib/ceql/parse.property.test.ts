import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Comparison, Expression, Literal } from '@/lib/ceql/ast'
import { CeqlError } from '@/lib/ceql/error'
import { parseCeql } from '@/lib/ceql/parse'
import { printCeql, printLiteral } from '@/lib/testing/print-ceql'

const codeUnits = fc
  .array(fc.nat({ max: 0xffff }), { maxLength: 200 })
  .map((codes) => String.fromCharCode(...codes))
const operators = ['(', ')', ',', '=', '<>', '!', ' ', 'AND', ' or ', 'IN', 'LIKE']
const operands = ['a', ' b ', '1', '-2.5', '.', 'true', "'x'", 'a=1', 'a IN (']
const strings = ["'", "''", '🦊', '\ud83e', '\0']
const fragments = fc
  .array(fc.constantFrom(...operators, ...operands, ...strings), { maxLength: 60 })
  .map((parts) => parts.join(''))

test('any text either parses or fails at one of its characters', () => {
  const anyText = fc.oneof(codeUnits, fragments, fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(anyText, (source) => {
      try {
        parseCeql(source)
      } catch (error) {
        expect(error).toBeInstanceOf(CeqlError)
        expect(error).toMatchObject({
          message: expect.stringMatching(/^where, character \d+: .+\.$/),
        })
        const position = error instanceof CeqlError ? error.position : 0
        expect(position).toBeGreaterThanOrEqual(1)
        expect(position).toBeLessThanOrEqual([...source].length + 1)
      }
    }),
    { numRuns: 1_000 },
  )
})

const position = fc.constant(0)
const names = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/)
  .filter((name) => !/^(?:and|or|like|in|true|false)$/i.test(name))
const texts = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'))
const literals: fc.Arbitrary<Literal> = fc.oneof(
  fc.record({ position, kind: fc.constant('string' as const), value: texts }),
  fc.record({
    position,
    kind: fc.constant('number' as const),
    value: fc.stringMatching(/^[+-]?[0-9]{1,9}(\.[0-9]{1,4})?$/),
  }),
  fc.record({ position, kind: fc.constant('boolean' as const), value: fc.boolean() }),
)
const left = {
  kind: fc.constant('comparison' as const),
  field: fc.record({ name: names, position }),
  operatorPosition: position,
}
const comparisons: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({
    ...left,
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'LIKE'),
    value: literals,
  }),
  fc.record({
    ...left,
    operator: fc.constant('IN' as const),
    values: fc.array(literals, { minLength: 1, maxLength: 4 }),
  }),
)
const { expression: expressions } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    comparisons,
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      operands: fc.array(tie('expression'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}))

function withoutPositions(expression: Expression): unknown {
  const isPosition = (key: string) => key === 'position' || key === 'operatorPosition'
  return JSON.parse(JSON.stringify(expression, (key, value) => (isPosition(key) ? 0 : value)))
}

test('a printed expression parses to the same expression', () => {
  fc.assert(
    fc.property(expressions, (expression) => {
      const source = printCeql(expression)
      fc.pre([...source].length <= 4_000)
      expect(withoutPositions(parseCeql(source))).toEqual(withoutPositions(expression))
    }),
    { numRuns: 500 },
  )
})

test('every position points at the part it belongs to', () => {
  const whitespace = fc.string({ unit: fc.constantFrom(' ', '\n') })
  fc.assert(
    fc.property(comparisons, whitespace, (comparison, indent) => {
      const source = `${indent}${printCeql(comparison)}`
      const parsed = parseCeql(source)
      if (parsed.kind !== 'comparison') return expect.fail('a comparison became a group')
      const expectAt = (position: number, part: string) => {
        const rest = [...source].slice(position - 1).join('')
        expect(rest.slice(0, part.length)).toBe(part)
      }
      const literals = parsed.operator === 'IN' ? parsed.values : [parsed.value]
      expectAt(parsed.field.position, parsed.field.name)
      expectAt(parsed.operatorPosition, parsed.operator)
      for (const literal of literals) expectAt(literal.position, printLiteral(literal))
    }),
  )
})
