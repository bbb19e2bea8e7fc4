import 'server-only'
import type { z } from 'zod'
import { type Fields, parseWhere } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
import { decodeCursor, encodeCursor } from '@/lib/listing/cursor'
import type { listParameters } from '@/lib/listing/schema'

// API lists are sorted by ID alone, so their cursors have no key.
const ORDER = 'api'
const NO_KEY = ''

type ListParameters = z.output<typeof listParameters>

export type ListPage<Row> = {
  rows: Row[]
  next: string
  /** Undefined if reading the page did not reveal it. */
  total: number | undefined
}

type ListClauses = { filter: SQL.Sql; orderAndLimit: SQL.Sql; firstRowNumber: number }

/** Reads one row more than the page holds, to find out whether there is another page. */
export function listClauses(
  parameters: ListParameters,
  fields: Fields,
  idColumn = SQL.sql`id`,
): ListClauses {
  const { where, pageSize, page, nextPage } = parameters
  const cursor = nextPage === undefined ? undefined : parseToken(nextPage)
  const offset = page === undefined ? parameters.offset : (page - 1) * pageSize
  const skipped = cursor ? 0 : offset
  const condition = where.trim() === '' ? SQL.empty : SQL.sql`AND (${parseWhere(where, fields)})`
  const afterCursor = cursor ? SQL.sql`AND ${idColumn} > ${cursor.id}::int` : SQL.empty
  return {
    filter: SQL.sql`${condition} ${afterCursor}`,
    orderAndLimit: SQL.sql`ORDER BY ${idColumn} LIMIT ${pageSize + 1} OFFSET ${skipped}`,
    firstRowNumber: cursor?.firstRowNumber ?? offset + 1,
  }
}

function parseToken(token: string): { id: number; firstRowNumber: number } {
  const cursor = decodeCursor(token, ORDER, (key) => key === NO_KEY)
  if (cursor?.anchor) return { id: cursor.anchor.id, firstRowNumber: cursor.firstRowNumber }
  throw fieldError('invalid', 'nextPage', 'nextPage is not a valid page token.')
}

export function toListPage<Row extends { id: number }>(
  selected: Row[],
  { pageSize }: ListParameters,
  { firstRowNumber }: ListClauses,
): ListPage<Row> {
  const rows = selected.slice(0, pageSize)
  const last = rows.at(-1)
  const nextRowNumber = firstRowNumber + rows.length
  if (last && selected.length > pageSize) {
    const anchor = { key: NO_KEY, id: last.id }
    const cursor = { direction: 'next', anchor, firstRowNumber: nextRowNumber } as const
    return { rows, next: encodeCursor(cursor, ORDER), total: undefined }
  }
  // An offset past the end gives an empty page, which says nothing about the total.
  const isTotalKnown = last !== undefined || firstRowNumber === 1
  return { rows, next: '', total: isTotalKnown ? nextRowNumber - 1 : undefined }
}
