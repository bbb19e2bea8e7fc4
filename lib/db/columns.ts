import 'server-only'
import { type Columns, columnName } from '@/lib/columns'
import { SQL } from '@/lib/db/sql'

/** `u.postal_code AS "postalCode", …`: reads the columns under the names of their properties. */
export function selectList(columns: Columns, table?: string): SQL.Sql {
  const prefix = table ? `${table}.` : ''
  return list(columns, (property) => `${prefix}${columnName(property)} AS "${property}"`)
}

/** `json_build_object('postalCode', u.postal_code, …)`: the row of a joined table as one value. */
export function jsonObject(columns: Columns, table: string): SQL.Sql {
  const pairs = list(columns, (property) => `'${property}', ${table}.${columnName(property)}`)
  return SQL.sql`json_build_object(${pairs})`
}

/** `first_name, postal_code, …`: the columns to insert into, and to read from a recordset. */
export function columnNames(columns: Columns): SQL.Sql {
  return list(columns, columnName)
}

/** `first_name text, postal_code text, …`: the columns of a recordset. */
export function columnDefinitions(columns: Columns): SQL.Sql {
  return list(columns, (property, type) => `${columnName(property)} ${type}`)
}

function list(columns: Columns, write: (property: string, type: string) => string): SQL.Sql {
  return SQL.raw(
    Object.entries(columns)
      .map(([name, type]) => write(name, type))
      .join(', '),
  )
}
