import 'server-only'
import type { z } from 'zod'
import { type Fields, parseWhere } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
import { decodeCursor, encodeCursor } from '@/lib/listing/keyset'
import type { listParameters } from '@/lib/listing/schema'

const ORDER = 'api'

type ListParams = z.output<typeof listParameters>

/** One page of a list of the API, oldest first. */
export type ListPage<Row> = {
  rows: Row[]
  /** The cursor of the next page; empty on the last. */
  next: string
  /** How many there are, where reading the page has told. */
  total: number | undefined
}

/** The conditions and the window of SQL that read a page, and one row more to know of a next. */
export function windowOf(asked: ListParams, fields: Fields, id = SQL.sql`id`) {
  const { where, pageSize, page, nextPage } = asked
  const cursor =
    nextPage === undefined ? undefined : decodeCursor(nextPage, ORDER, (key) => key === '')
  const beside = cursor?.anchor
  if (nextPage !== undefined && !beside) {
    const message = 'This is not the token of a next page.'
    throw fieldError('invalid', 'nextPage', message)
  }
  const offset = beside ? 0 : page === undefined ? asked.offset : (page - 1) * pageSize
  const found = where.trim() === '' ? SQL.empty : SQL.sql`AND (${parseWhere(where, fields)})`
  const after = beside ? SQL.sql`AND ${id} > ${beside.id}::int` : SQL.empty
  return {
    conditions: SQL.sql`${found} ${after}`,
    window: SQL.sql`ORDER BY ${id} LIMIT ${pageSize + 1} OFFSET ${offset}`,
    first: cursor?.first ?? offset + 1,
  }
}

/** Cuts the rows that `windowOf` read to the page. */
export function toListPage<Row extends { id: number }>(
  read: Row[],
  { pageSize }: ListParams,
  { first }: { first: number },
): ListPage<Row> {
  if (read.length <= pageSize) {
    // Beyond the end nothing tells how far away it is.
    const total = read.length > 0 || first === 1 ? first + read.length - 1 : undefined
    return { rows: read, next: '', total }
  }
  const rows = read.slice(0, pageSize)
  const last = rows.at(-1)
  const place = { direction: 'next', first: first + rows.length } as const
  const next = encodeCursor(place, ORDER, { key: '', id: last?.id ?? 0 })
  return { rows, next, total: undefined }
}
