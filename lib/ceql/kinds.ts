import 'server-only'
import { dayOf } from '@/lib/ceql/day'
import type { Operator, Value } from '@/lib/ceql/parse'
import { SQL } from '@/lib/db/sql'

type Compare = (field: SQL.Sql, value: SQL.Sql) => SQL.Sql
type Operators = Partial<Record<Exclude<Operator, 'IN'>, Compare>> & { '=': Compare }

/** How the fields of one kind are compared, and how a refusal speaks of them. */
export type Kind = {
  is: string
  wants: string
  operators: Operators
  among(field: SQL.Sql, values: SQL.Sql[]): SQL.Sql
  /** The value as a parameter, or undefined if it is none of this kind. */
  parameter(value: Value): SQL.Sql | undefined
}

const MIN_INTEGER = -2_147_483_648
const MAX_INTEGER = 2_147_483_647

const equal = {
  '=': (field, value) => SQL.sql`${field} = ${value}`,
  '!=': (field, value) => SQL.sql`${field} <> ${value}`,
} satisfies Operators

const ordered = {
  ...equal,
  '<': (field, value) => SQL.sql`${field} < ${value}`,
  '<=': (field, value) => SQL.sql`${field} <= ${value}`,
  '>': (field, value) => SQL.sql`${field} > ${value}`,
  '>=': (field, value) => SQL.sql`${field} >= ${value}`,
} satisfies Operators

// With no escape character a backslash stands for itself.
const like: Compare = (field, value) => SQL.sql`${field} LIKE ${value} ESCAPE ''`

const among: Kind['among'] = (field, values) => SQL.sql`${field} IN (${SQL.join(values, ', ')})`

const start = (day: SQL.Sql) => SQL.sql`${day}::timestamp AT TIME ZONE 'UTC'`
const end = (day: SQL.Sql) => SQL.sql`(${day} + 1)::timestamp AT TIME ZONE 'UTC'`
const within: Compare = (field, day) =>
  SQL.sql`(${field} >= ${start(day)} AND ${field} < ${end(day)})`

// The column itself is compared, with moments, so that an index on it serves.
const days: Operators = {
  '=': within,
  '!=': (field, day) => SQL.sql`NOT ${within(field, day)}`,
  '<': (field, day) => SQL.sql`${field} < ${start(day)}`,
  '<=': (field, day) => SQL.sql`${field} < ${end(day)}`,
  '>': (field, day) => SQL.sql`${field} >= ${end(day)}`,
  '>=': (field, day) => SQL.sql`${field} >= ${start(day)}`,
}

const text: Kind = {
  is: 'text',
  wants: 'a value in single quotes',
  operators: { ...ordered, LIKE: like },
  among,
  parameter: ({ kind, value }) =>
    kind === 'text' ? SQL.sql`${value.normalize('NFC')}::text` : undefined,
}

const integer: Kind = {
  is: 'a whole number',
  wants: `a whole number from ${MIN_INTEGER} to ${MAX_INTEGER}`,
  operators: ordered,
  among,
  parameter({ kind, value }) {
    if (kind !== 'number' || value.includes('.')) return undefined
    const number = Number(value)
    return number >= MIN_INTEGER && number <= MAX_INTEGER ? SQL.sql`${number}::int` : undefined
  },
}

const boolean: Kind = {
  is: 'true or false',
  wants: 'true or false',
  operators: equal,
  among,
  parameter: ({ kind, value }) => (kind === 'boolean' ? SQL.sql`${value}::boolean` : undefined),
}

const day: Kind = {
  is: 'a date',
  wants: "a date that exists, such as '2026-01-31'",
  operators: days,
  among: (field, values) =>
    SQL.join(
      values.map((value) => within(field, value)),
      ' OR ',
      '(',
      ')',
    ),
  parameter({ kind, value }) {
    const date = kind === 'text' ? dayOf(value) : undefined
    return date === undefined ? undefined : SQL.sql`${date}::date`
  },
}

/** What a field can be. */
export const kinds = { text, integer, boolean, day }
