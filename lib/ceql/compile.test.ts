import { describe, expect, test } from 'vitest'
import { compileCeql, compileWhere, type Fields, parseWhere } from '@/lib/ceql/compile'
import { parseCeql } from '@/lib/ceql/parse'
import { SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'

const fields: Fields = {
  name: { type: 'text', sql: SQL.sql`name` },
  version: { type: 'integer', sql: SQL.sql`version` },
  active: { type: 'boolean', sql: SQL.sql`active` },
  createdDate: { type: 'date', sql: SQL.sql`created_at` },
}

test('every value becomes a parameter', () => {
  const where =
    "name = 'one' OR version IN (7001, 7002) OR active = true OR createdDate < '2026-01-02'"
  const compiled = compileCeql(parseCeql(where), fields)
  expect(compiled.values).toEqual(['one', 7001, 7002, true, '2026-01-02'])
  expect(compiled.sql).not.toMatch(/one|700|true|2026/)
})

const fieldName = 'expected one of the fields name, version, active, createdDate.'
const text = 'expected a value in single quotes: name is text.'
const integer = 'expected a whole number from -2147483648 to 2147483647: version is a whole number.'
const boolean = 'expected true or false: active is a boolean.'
const date = "expected an existing date, such as '2026-01-31': createdDate is a date."
const integerOperator = 'expected =, !=, <, <=, >, >= or IN: version is a whole number.'
const dateOperator = 'expected =, !=, <, <=, >, >= or IN: createdDate is a date.'
const booleanOperator = 'expected =, != or IN: active is a boolean.'

describe('an error message points at', () => {
  test.each([
    ['an unknown field', "active = true OR nmae = 'x'", 18, fieldName],
    ['a field in the wrong case', "Name = 'x'", 1, fieldName],
    ['a property that every object has', "constructor = 'x'", 1, fieldName],
    ['the prototype', "__proto__ = 'x'", 1, fieldName],
    ['a number for a text field', "name = '🦊' OR name = 1", 22, text],
    ['a boolean in a list for a text field', "name IN ('a', true)", 15, text],
    ['a word for an integer field', "version = 'one'", 11, integer],
    ['a decimal in quotes for an integer field', "version = '1.0'", 11, integer],
    ['an empty text for an integer field', "version = ''", 11, integer],
    ['a blank before a number in quotes', "version = ' 1'", 11, integer],
    ['an integer in quotes above the range', "version IN (1, '2147483648')", 16, integer],
    ['a decimal for an integer field', 'version = 1.0', 11, integer],
    ['an integer above the range', 'version = 2147483648', 11, integer],
    ['an integer below the range', 'version = -2147483649', 11, integer],
    ['an integer with 3,000 digits', `version = ${'9'.repeat(3_000)}`, 11, integer],
    ['a boolean for an integer field', 'version IN (1, true)', 16, integer],
    ['LIKE on an integer field', "version LIKE '1%'", 9, integerOperator],
    ['LIKE on a date field', "createdDate LIKE '2026%'", 13, dateOperator],
    ['LIKE on a boolean field', 'active LIKE true', 8, booleanOperator],
    ['> on a boolean field', 'active > true', 8, booleanOperator],
    ['another word for a boolean field', "active = 'yes'", 10, boolean],
    ['1 for a boolean field', 'active = 1', 10, boolean],
    ['a date that does not exist', "createdDate >= '2026-02-30'", 16, date],
    ['such a date in a list', "createdDate IN ('2026-02-28', '2026-02-29')", 31, date],
    ['a number for a date field', 'createdDate = 2026', 15, date],
    ["PostgreSQL's infinity for a date field", "createdDate = 'infinity'", 15, date],
    [
      'a syntax error',
      'name = ?',
      8,
      'expected a value in single quotes, a number, true or false.',
    ],
  ])('%s', (_, where, position, problem) => {
    const message = `where, character ${position}: ${problem}`
    const error = { code: 'invalid', message, fields: { where: message } }
    const compile = () => {
      const expression = parseWhere(where)
      return expression && compileWhere(expression, fields)
    }
    expect(compile).toThrow(AppError)
    expect(compile).toThrow(expect.objectContaining(error))
  })
})
