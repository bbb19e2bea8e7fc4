import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'
import type { Cursor } from '@/lib/listing/cursor'
import { keyset, type SortColumn } from '@/lib/listing/keyset'
import { rowsInOrder } from '@/lib/listing/rows-in-order'
import type { ListSource } from '@/lib/listing/search-branch'

// Small enough to affect neither memory nor other requests.
const BATCH_ROWS = 500
// A search reads more rows a batch, because most of them may not match.
const SEARCHED_ROWS = 20_000

type ExportRequest<Row> = {
  columns: SQL.Sql
  source: ListSource
  /** The search; undefined to export everything in the scope of the source. */
  condition: SQL.Sql | undefined
  column: SortColumn
  direction: 'asc' | 'desc'
  keyOf(row: Row): string
}

/**
 * Reads everything in its order, batch by batch from the last row on. A slow download holds no
 * transaction, so a change made during the export may or may not be in it.
 */
export async function* eachBatch<Row extends { id: number }>(
  db: Database,
  request: ExportRequest<Row>,
): AsyncGenerator<Row[]> {
  const { columns, source, column, direction, condition = SQL.sql`true` } = request
  const size = request.condition ? SEARCHED_ROWS : BATCH_ROWS
  let cursor: Cursor | undefined
  do {
    const clauses = { ...keyset(column, direction, cursor, size), limit: size }
    const { orderBy } = clauses
    // The last row of the slice is read even if it does not match: the next slice begins after it.
    const rows: (Row & { matches: boolean; boundary: boolean })[] = await db.$queryRaw`
      WITH slice AS MATERIALIZED (${rowsInOrder(source, clauses)}),
           boundary AS (
             SELECT id AS boundary FROM slice ${source.alias} ORDER BY ${orderBy}
             OFFSET ${size - 1} LIMIT 1)
      SELECT ${columns}, (${condition}) AS matches, boundary IS NOT NULL AS boundary
        FROM slice ${source.alias} LEFT JOIN boundary ON boundary = id
       WHERE (${condition}) OR boundary IS NOT NULL ORDER BY ${orderBy}`
    yield rows.filter(({ matches }) => matches)
    const last = rows.at(-1)
    const anchor = last?.boundary ? { key: request.keyOf(last), id: last.id } : undefined
    cursor = anchor && { direction: 'next', anchor, firstRowNumber: 0 }
  } while (cursor)
}
