import { expect, test } from 'vitest'
import { type Constraint, formatConstraints } from '@/components/api-docs/constraints'

test.each<[string, Constraint, string]>([
  ['a range', { min: 1, max: 2_000 }, '1 to 2,000'],
  ['a range of lengths', { min: 1, max: 80, noun: 'character' }, '1 to 80 characters'],
  ['a maximum', { min: undefined, max: 10, noun: 'item' }, 'at most 10 items'],
  ['a minimum of one', { min: 1, max: undefined, noun: 'character' }, 'at least 1 character'],
])('describes %s', (_, constraint, text) => {
  expect(formatConstraints([constraint], 'en')).toBe(text)
})

test("uses the reader's number format", () => {
  expect(formatConstraints([{ min: 0, max: 1_000_000 }], 'de')).toBe('0 to 1.000.000')
})
