import 'server-only'
import { SQL } from '@/lib/db/sql'
import type { KeysetClauses } from '@/lib/listing/keyset'
import type { ListSource } from '@/lib/listing/search-branch'

/** The first rows after the cursor, from indexes in this order. */
export function rowsInOrder(source: ListSource, clauses: KeysetClauses): SQL.Sql {
  const { table, alias, scope, parts = [scope] } = source
  const slice = SQL.sql`ORDER BY ${clauses.orderBy} LIMIT ${clauses.limit}`
  const reads = parts.map(
    (part) =>
      SQL.sql`SELECT * FROM ${table} ${alias} WHERE ${part} ${clauses.afterCursor} ${slice}`,
  )
  const [read = SQL.empty, ...others] = reads
  if (others.length === 0) return read
  const union = SQL.join(
    reads.map((each) => SQL.sql`(${each})`),
    ' UNION ALL ',
  )
  return SQL.sql`SELECT * FROM (${union}) ${alias} ${slice}`
}
