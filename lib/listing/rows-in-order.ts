import 'server-only'
import { SQL } from '@/lib/db/sql'
import type { KeysetClauses } from '@/lib/listing/keyset'
import type { ListSource } from '@/lib/listing/search-branch'

/** The first rows after the cursor, from indexes in this order. */
export function rowsInOrder(source: ListSource, clauses: KeysetClauses): SQL.Sql {
  const { table, alias, scope, groups, parts = groups ? [] : [scope] } = source
  const slice = SQL.sql`ORDER BY ${clauses.orderBy} LIMIT ${clauses.limit}`
  const readFirst = (condition: SQL.Sql) => SQL.sql`
    SELECT * FROM ${table} ${alias} WHERE ${condition} ${clauses.afterCursor} ${slice}`
  const reads = parts.map(readFirst)
  // One subquery for all groups: the planner takes half a millisecond for each.
  if (groups) {
    reads.push(SQL.sql`
      SELECT ${alias}.* FROM unnest(${groups.numbers}::int[]) AS part (number)
       CROSS JOIN LATERAL (${readFirst(groups.isMember)}) ${alias}`)
  }
  const [read = SQL.empty, ...others] = reads
  if (others.length === 0 && !groups) return read
  const union = SQL.join(
    reads.map((each) => SQL.sql`(${each})`),
    ' UNION ALL ',
  )
  return SQL.sql`SELECT * FROM (${union}) ${alias} ${slice}`
}
