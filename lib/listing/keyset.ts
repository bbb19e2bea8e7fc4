import 'server-only'
import { SQL } from '@/lib/db/sql'
import { isId } from '@/lib/ids'
import { type Anchor, type Cursor, encodeCursor, LAST_PAGE } from '@/lib/listing/cursor'

/** A column to sort by. `isValidKey` protects the query from a forged cursor. */
export type SortColumn = {
  sql: SQL.Sql
  /** The columns that `sql` reads, with the ID. */
  columns: SQL.Sql
  isValidKey(key: string): boolean
  toParameter(key: string): SQL.Sql
}

export const byId: SortColumn = {
  sql: SQL.sql`id`,
  columns: SQL.sql`id`,
  isValidKey: isId,
  toParameter: (key) => SQL.sql`${Number(key)}::int`,
}

/** SQL fragments. */
export type KeysetClauses = {
  /** What the rows are sorted by, and the columns of the table that this needs. */
  key: SQL.Sql
  columns: SQL.Sql
  orderBy: SQL.Sql
  limit: number
  /** A condition that begins with AND, or empty. */
  afterCursor: SQL.Sql
  /** Whether a row comes no later than the key that a subquery finds. True if it finds none. */
  isUpTo(subquery: SQL.Sql): SQL.Sql
}

/** Reads one row more than the page holds, to find out whether there is another page. */
export function keyset(
  column: SortColumn,
  sortDirection: 'asc' | 'desc',
  cursor: Cursor | undefined,
  pageSize: number,
): KeysetClauses {
  const ascending = (sortDirection === 'asc') !== (cursor?.direction === 'previous')
  const key = SQL.sql`${column.sql}, id`
  const comparison = SQL.raw(ascending ? '<=' : '>=')
  return {
    key,
    columns: column.columns,
    orderBy: ascending ? SQL.sql`${column.sql} ASC, id ASC` : SQL.sql`${column.sql} DESC, id DESC`,
    limit: pageSize + 1,
    afterCursor: cursor?.anchor ? afterAnchor(column, cursor.anchor, ascending) : SQL.empty,
    isUpTo: (subquery) => SQL.sql`((${key}) ${comparison} (${subquery})) IS NOT FALSE`,
  }
}

function afterAnchor(column: SortColumn, { key, id }: Anchor, ascending: boolean): SQL.Sql {
  const anchor = SQL.sql`(${column.toParameter(key)}, ${id}::int)`
  return ascending
    ? SQL.sql`AND (${column.sql}, id) > ${anchor}`
    : SQL.sql`AND (${column.sql}, id) < ${anchor}`
}

type PageOptions<Row> = {
  cursor: Cursor | undefined
  pageSize: number
  order: string
  keyOf(row: Row): string
}

export type PageResult<Row> = {
  rows: Row[]
  firstRowNumber: number
  previous: string
  next: string
  last: string
}

export function toPage<Row extends { id: number }>(
  selected: Row[],
  { cursor, pageSize, order, keyOf }: PageOptions<Row>,
): PageResult<Row> {
  const hasMore = selected.length > pageSize
  const backwards = cursor?.direction === 'previous'
  const page = selected.slice(0, pageSize)
  const rows = backwards ? page.reverse() : page
  const hasPrevious = backwards ? hasMore : cursor !== undefined
  const hasNext = backwards ? cursor.anchor !== undefined : hasMore
  const firstRowNumber = hasPrevious ? (cursor?.firstRowNumber ?? 1) : 1
  const link = (direction: Cursor['direction'], row: Row | undefined, rowNumber: number) => {
    if (!row) return ''
    const known = firstRowNumber === 0 ? 0 : Math.max(1, rowNumber)
    const anchor = { key: keyOf(row), id: row.id }
    return encodeCursor({ direction, anchor, firstRowNumber: known }, order)
  }
  return {
    rows,
    firstRowNumber,
    previous: hasPrevious ? link('previous', rows[0], firstRowNumber - pageSize) : '',
    next: hasNext ? link('next', rows.at(-1), firstRowNumber + rows.length) : '',
    last: hasNext ? LAST_PAGE : '',
  }
}
