import 'server-only'
import type { ComparisonOperator, Literal } from '@/lib/ceql/ast'
import { parseDate } from '@/lib/ceql/date'
import { SQL } from '@/lib/db/sql'

type Compare = (column: SQL.Sql, value: SQL.Sql) => SQL.Sql
type Operators = Partial<Record<ComparisonOperator, Compare>>

export type FieldType = {
  /** Both complete an error message: "expected {expected}: {field} is {description}." */
  description: string
  expected: string
  operators: Operators
  isIn(column: SQL.Sql, values: SQL.Sql[]): SQL.Sql
  toParameter(literal: Literal): SQL.Sql | undefined
}

const MIN_INTEGER = -2_147_483_648
const MAX_INTEGER = 2_147_483_647

const equality = {
  '=': (column, value) => SQL.sql`${column} = ${value}`,
  '!=': (column, value) => SQL.sql`${column} <> ${value}`,
} satisfies Operators

const ordering = {
  ...equality,
  '<': (column, value) => SQL.sql`${column} < ${value}`,
  '<=': (column, value) => SQL.sql`${column} <= ${value}`,
  '>': (column, value) => SQL.sql`${column} > ${value}`,
  '>=': (column, value) => SQL.sql`${column} >= ${value}`,
} satisfies Operators

// Without an escape character, a backslash in a pattern matches a backslash.
const like: Compare = (column, value) => SQL.sql`${column} LIKE ${value} ESCAPE ''`

const isIn: FieldType['isIn'] = (column, values) =>
  SQL.sql`${column} IN (${SQL.join(values, ', ')})`

const startOf = (date: SQL.Sql) => SQL.sql`${date}::timestamp AT TIME ZONE 'UTC'`
const endOf = (date: SQL.Sql) => SQL.sql`(${date} + 1)::timestamp AT TIME ZONE 'UTC'`
const isOn: Compare = (column, date) =>
  SQL.sql`(${column} >= ${startOf(date)} AND ${column} < ${endOf(date)})`

// Compares the timestamp column itself, so that PostgreSQL can use an index on it.
const dateOperators: Operators = {
  '=': isOn,
  '!=': (column, date) => SQL.sql`NOT ${isOn(column, date)}`,
  '<': (column, date) => SQL.sql`${column} < ${startOf(date)}`,
  '<=': (column, date) => SQL.sql`${column} < ${endOf(date)}`,
  '>': (column, date) => SQL.sql`${column} >= ${endOf(date)}`,
  '>=': (column, date) => SQL.sql`${column} >= ${startOf(date)}`,
}

const text: FieldType = {
  description: 'text',
  expected: 'a value in single quotes',
  operators: { ...ordering, LIKE: like },
  isIn,
  toParameter: ({ kind, value }) =>
    kind === 'string' ? SQL.sql`${value.normalize('NFC')}::text` : undefined,
}

const integer: FieldType = {
  description: 'a whole number',
  expected: `a whole number from ${MIN_INTEGER} to ${MAX_INTEGER}`,
  operators: ordering,
  isIn,
  // Clients of Cloud Elements put all values in quotes.
  toParameter({ kind, value }) {
    if (kind === 'boolean' || !/^[+-]?\d+$/.test(value)) return undefined
    const number = Number(value)
    return number >= MIN_INTEGER && number <= MAX_INTEGER ? SQL.sql`${number}::int` : undefined
  },
}

const boolean: FieldType = {
  description: 'a boolean',
  expected: 'true or false',
  operators: equality,
  isIn,
  toParameter({ kind, value }) {
    if (kind === 'boolean') return SQL.sql`${value}::boolean`
    const text = kind === 'string' ? value.toLowerCase() : ''
    return text === 'true' || text === 'false' ? SQL.sql`${text === 'true'}::boolean` : undefined
  },
}

/** The column is a timestamptz; conditions compare its UTC date. */
const date: FieldType = {
  description: 'a date',
  expected: "an existing date, such as '2026-01-31'",
  operators: dateOperators,
  isIn: (column, dates) =>
    SQL.join(
      dates.map((date) => isOn(column, date)),
      ' OR ',
      '(',
      ')',
    ),
  toParameter({ kind, value }) {
    const date = kind === 'string' ? parseDate(value) : undefined
    return date === undefined ? undefined : SQL.sql`${date}::date`
  },
}

export const fieldTypes = { text, integer, boolean, date }
