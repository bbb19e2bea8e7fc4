import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'
import type { Cursor } from '@/lib/listing/cursor'
import { keyset, type SortColumn } from '@/lib/listing/keyset'

// So many at once that neither the memory nor other requests feel it.
const BATCH = 500
// Of a search, so many are looked through at once, whether they are meant or not.
const LOOKED_THROUGH = 20_000

type Asked<Row> = {
  columns: SQL.Sql
  scope: SQL.Sql
  /** What a search asks of an account; without one, all are meant. */
  condition: SQL.Sql | undefined
  column: SortColumn
  direction: 'asc' | 'desc'
  keyOf(row: Row): string
}

/**
 * Everything that is asked for, in its order, batch by batch. It is read on from the last row and
 * not in one transaction, so that a slow download holds nothing; what changes meanwhile may or may
 * not be in it.
 */
export async function* eachBatch<Row extends { id: number }>(
  db: Database,
  asked: Asked<Row>,
): AsyncGenerator<Row[]> {
  const { columns, scope, column, direction } = asked
  const size = asked.condition ? LOOKED_THROUGH : BATCH
  const meant = asked.condition ?? SQL.sql`true`
  let cursor: Cursor | undefined
  do {
    const { afterCursor, orderBy } = keyset(column, direction, cursor, size)
    const rows: (Row & { meant: boolean; edge: boolean })[] = await db.$queryRaw`
      WITH near AS MATERIALIZED (
             SELECT * FROM accounts WHERE ${scope} ${afterCursor} ORDER BY ${orderBy} LIMIT ${size}),
           edge AS (SELECT id AS edge FROM near ORDER BY ${orderBy} OFFSET ${size - 1} LIMIT 1)
      SELECT ${columns}, (${meant}) AS meant, edge IS NOT NULL AS edge
        FROM near LEFT JOIN edge ON edge = id
       WHERE (${meant}) OR edge IS NOT NULL ORDER BY ${orderBy}`
    yield rows.filter((row) => row.meant)
    const last = rows.at(-1)
    const beside = last?.edge ? { key: asked.keyOf(last), id: last.id } : undefined
    cursor = beside && { direction: 'next', anchor: beside, firstRowNumber: 0 }
  } while (cursor)
}
