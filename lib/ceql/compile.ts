import 'server-only'
import type { Comparison, Expression, Literal } from '@/lib/ceql/ast'
import { CeqlError } from '@/lib/ceql/error'
import { type FieldType, fieldTypes } from '@/lib/ceql/field-types'
import { keyCondition, type SearchKey } from '@/lib/ceql/key-condition'
import { parseCeql } from '@/lib/ceql/parse'
import { SQL } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'

type Field = ValueField | SearchField

type ValueField = StoredField | DerivedField

type StoredField = {
  type: keyof typeof fieldTypes
  sql: SQL.Sql
  /** Brings a text value or pattern into the form in which the column stores it. */
  normalize?(value: string): string
  /** Finds the records that can match a text or pattern, without reading all. */
  searchKey?: SearchKey
  /** An index finds parts of the column itself. */
  hasPartIndex?: true
  /** An index finds the few records with exactly this value. */
  isIdentifier?: true
}

/** Its values follow from conditions that an index can answer. */
type DerivedField = {
  type: 'text'
  cases: readonly { value: string; condition: SQL.Sql }[]
}

/** Not a value of the record: the words of a search that finds it. */
type SearchField = { type: 'search'; find(words: string): SQL.Sql }

/** The fields that a condition can use. The SQL of a date is a timestamptz. */
export type Fields = { readonly [name: string]: Field }

export function compileCeql(expression: Expression, fields: Fields): SQL.Sql {
  if (expression.kind === 'comparison') return compileComparison(expression, fields)
  const operands = expression.operands.map((operand) => compileCeql(operand, fields))
  return SQL.join(operands, expression.kind === 'and' ? ' AND ' : ' OR ', '(', ')')
}

/** The condition of a `where` parameter; undefined without one. */
export function parseWhere(where: string): Expression | undefined {
  return where.trim() === '' ? undefined : reportErrors(() => parseCeql(where))
}

export function compileWhere(expression: Expression, fields: Fields): SQL.Sql {
  return reportErrors(() => compileCeql(expression, fields))
}

/** What is wrong with a condition, and where; undefined if nothing is. */
export function findConditionError(where: string, fields: Fields): string | undefined {
  try {
    compileCeql(parseCeql(where), fields)
    return undefined
  } catch (error) {
    if (error instanceof CeqlError) return error.message
    throw error
  }
}

function reportErrors<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw error instanceof CeqlError ? fieldError('invalid', 'where', error.message) : error
  }
}

/** Whether a condition compares this field. */
export function mentionsField(expression: Expression, name: string): boolean {
  return expression.kind === 'comparison'
    ? expression.field.name === name
    : expression.operands.some((operand) => mentionsField(operand, name))
}

/** Whether a condition compares parts of a text that an index finds, though it may find many. */
export function comparesIndexedText(expression: Expression, fields: Fields): boolean {
  if (expression.kind !== 'comparison') {
    return expression.operands.some((operand) => comparesIndexedText(operand, fields))
  }
  const field = Object.hasOwn(fields, expression.field.name)
    ? fields[expression.field.name]
    : undefined
  if (field?.type === 'search') return true
  if (!field || 'cases' in field || isIdentified(field, expression)) return false
  return field.searchKey !== undefined || field.hasPartIndex === true
}

function isIdentified({ isIdentifier }: StoredField, { operator }: Comparison): boolean {
  return isIdentifier === true && (operator === '=' || operator === 'IN')
}

function compileComparison(comparison: Comparison, fields: Fields): SQL.Sql {
  const { name } = comparison.field
  const field = findField(comparison, fields)
  if (field.type === 'search') return compileSearch(comparison, field)
  const type = fieldTypes[field.type]
  if (comparison.operator === 'IN') {
    const values = comparison.values.map((value) => toParameter(value, name, field))
    return lookedUp(comparison, field, (column) => type.isIn(column, values))
  }
  const compare = type.operators[comparison.operator]
  if (!compare) {
    const operators = Object.keys(type.operators).join(', ')
    const problem = `expected ${operators} or IN: ${name} is ${type.description}.`
    throw new CeqlError(comparison.operatorPosition, problem)
  }
  const value = toParameter(comparison.value, name, field)
  return lookedUp(comparison, field, (column) => compare(column, value))
}

function compileSearch(comparison: Comparison, { find }: SearchField): SQL.Sql {
  const { name } = comparison.field
  if (comparison.operator !== '=') {
    throw new CeqlError(comparison.operatorPosition, `expected =: ${name} is a search.`)
  }
  const { kind, value, position } = comparison.value
  if (kind === 'string') return find(value)
  throw new CeqlError(position, `expected words in single quotes: ${name} is a search.`)
}

type Compare = (column: SQL.Sql) => SQL.Sql

function lookedUp(comparison: Comparison, field: ValueField, compare: Compare): SQL.Sql {
  if ('cases' in field) return eachCase(field, compare)
  const { sql, searchKey } = field
  const matches = compare(SQL.sql`(${sql})`)
  const isKeyUsed = searchKey && !isIdentified(field, comparison)
  const condition = isKeyUsed && keyCondition(searchKey, comparison)
  if (!condition) return matches
  if (comparison.operator !== 'LIKE') return SQL.sql`(${condition} AND ${matches})`
  // The planner would multiply the shares of rows that meet these conditions, as if they had nothing
  // to do with each other. Of coalesce it expects half.
  return SQL.sql`(${condition} AND coalesce(${matches}, false))`
}

// The planner compares the constants and keeps the conditions of the cases that match.
function eachCase({ cases }: DerivedField, compare: Compare): SQL.Sql {
  const matches = cases.map(
    ({ value, condition }) => SQL.sql`(${condition} AND ${compare(SQL.sql`${value}::text`)})`,
  )
  return SQL.join(matches, ' OR ', '(', ')')
}

function findField({ field: { name, position } }: Comparison, fields: Fields): Field {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (field) return field
  const names = Object.keys(fields).join(', ')
  throw new CeqlError(position, `expected one of the fields ${names}.`)
}

function toParameter(literal: Literal, name: string, field: ValueField): SQL.Sql {
  const type: FieldType = fieldTypes[field.type]
  const parameter = type.toParameter(normalize(literal, field))
  if (parameter) return parameter
  const problem = `expected ${type.expected}: ${name} is ${type.description}.`
  throw new CeqlError(literal.position, problem)
}

function normalize(literal: Literal, field: ValueField): Literal {
  if (literal.kind !== 'string' || 'cases' in field || !field.normalize) return literal
  return { ...literal, value: field.normalize(literal.value) }
}
