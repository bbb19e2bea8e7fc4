import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSyntaxError } from '@/lib/transport/json-syntax'

test.each([
  ['', 'expected a value at line 1, column 1'],
  ['{', 'expected a name in double quotes at line 1, column 2'],
  ['{"a":1,}', 'expected a name in double quotes at line 1, column 8'],
  ["{'a': 1}", 'expected a name in double quotes at line 1, column 2'],
  ['{"a" 1}', 'expected a colon at line 1, column 6'],
  ['{"a":\n  undefined}', 'expected a value at line 2, column 3'],
  ['{"a":"b}', 'expected a valid text in double quotes at line 1, column 6'],
  ['{"a":"\t"}', 'expected a valid text in double quotes at line 1, column 6'],
  ['{"🦊":1 "b":2}', 'expected , or } at line 1, column 8'],
  ['[1 2]', 'expected , or ] at line 1, column 4'],
  ['[1}', 'expected , or ] at line 1, column 3'],
  ['01', 'expected a value at line 1, column 1'],
  ['{"a":1}{"a":1}', 'expected the end at line 1, column 8'],
  ['\uFEFF{}', 'expected a value at line 1, column 1'],
])('%j: %s', (source, message) => {
  expect(() => JSON.parse(source)).toThrow()
  expect(findSyntaxError(source)).toBe(message)
})

test('exactly the texts that are JSON have no syntax error', () => {
  const damaged = fc
    .tuple(fc.json({ stringUnit: 'binary' }), fc.nat(), fc.nat(2), fc.string({ maxLength: 2 }))
    .map(([json, at, length, text]) => {
      const start = at % (json.length + 1)
      return json.slice(0, start) + text + json.slice(start + length)
    })
  const isJson = (text: string) => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  fc.assert(
    fc.property(fc.oneof(damaged, fc.json(), fc.string()), (text) => {
      expect(findSyntaxError(text) === undefined, text).toBe(isJson(text))
    }),
    { numRuns: 1_000 },
  )
})

test('deeply nested text is no problem', () => {
  expect(findSyntaxError('['.repeat(60_000))).toMatch(/column 60001$/)
  expect(findSyntaxError(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)).toBeUndefined()
})
