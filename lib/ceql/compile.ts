import 'server-only'
import { CeqlError } from '@/lib/ceql/error'
import { type Kind, kinds } from '@/lib/ceql/kinds'
import { type Ceql, type Comparison, parseCeql, type Value } from '@/lib/ceql/parse'
import { SQL } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'

type Field = { kind: keyof typeof kinds; sql: SQL.Sql }

/** What a condition may ask about, by name; what is of the kind `day` is a timestamptz. */
export type Fields = { readonly [name: string]: Field }

/** The SQL of a condition, its values as parameters; a `CeqlError` points at what cannot be. */
export function compileCeql(tree: Ceql, fields: Fields): SQL.Sql {
  if (!('terms' in tree)) return compileComparison(tree, fields)
  const terms = tree.terms.map((term) => compileCeql(term, fields))
  return SQL.join(terms, tree.kind === 'and' ? ' AND ' : ' OR ', '(', ')')
}

/** The SQL of what was given as `where`, or a refusal for the one who gave it. */
export function parseWhere(text: string, fields: Fields): SQL.Sql {
  try {
    return compileCeql(parseCeql(text), fields)
  } catch (error) {
    throw error instanceof CeqlError ? fieldError('invalid', 'where', error.message) : error
  }
}

function compileComparison(comparison: Comparison, fields: Fields): SQL.Sql {
  const { name } = comparison.field
  const field = fieldOf(comparison, fields)
  const kind = kinds[field.kind]
  const column = SQL.sql`(${field.sql})`
  if (comparison.operator === 'IN') {
    const values = comparison.values.map((value) => parameterOf(value, name, kind))
    return kind.among(column, values)
  }
  const compare = kind.operators[comparison.operator]
  if (!compare) {
    const known = Object.keys(kind.operators).join(', ')
    throw new CeqlError(comparison.at, `expected ${known} or IN: ${name} is ${kind.is}.`)
  }
  return compare(column, parameterOf(comparison.value, name, kind))
}

function fieldOf({ field: { name, at } }: Comparison, fields: Fields): Field {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (field) return field
  throw new CeqlError(at, `expected one of the fields ${Object.keys(fields).join(', ')}.`)
}

function parameterOf(value: Value, name: string, kind: Kind): SQL.Sql {
  const parameter = kind.parameter(value)
  if (parameter) return parameter
  throw new CeqlError(value.at, `expected ${kind.wants}: ${name} is ${kind.is}.`)
}
