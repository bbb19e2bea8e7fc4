import 'server-only'
import { z } from 'zod'
import { SQL } from '@/lib/db/sql'

import { isId, MAX_INTEGER } from '@/lib/ids'

// A folded name can be eighteen times as long as what was typed.
const KEY_MAX = 3_000

const cursorSchema = z.tuple([
  z.enum(['next', 'previous']),
  z.string().max(200),
  z.string().max(KEY_MAX),
  z.int().min(1).max(MAX_INTEGER),
  z.int().min(0),
])

/** The cursor of the last page. */
const LAST = 'last'

/** A place in an ordered list: where to read on, in which direction, and how far that is. */
export type Cursor = {
  direction: 'next' | 'previous'
  /** The row next to the page; undefined for the last page, which is read from the end. */
  anchor: { key: string; id: number } | undefined
  /** 1-based place of the first row of the page that it opens; 0 when nobody has counted so far. */
  first: number
}

/** The cursor of the page beside this row. */
export function encodeCursor(
  { direction: towards, first }: Omit<Cursor, 'anchor'>,
  order: string,
  { key, id }: { key: string; id: number },
): string {
  return Buffer.from(JSON.stringify([towards, order, key, id, first])).toString('base64url')
}

/** The cursor, or undefined for garbage, for another order than it was made in, and for no key of it. */
export function decodeCursor(
  text: string,
  order: string,
  isKey: (key: string) => boolean,
): Cursor | undefined {
  if (text === '') return undefined
  if (text === LAST) return { direction: 'previous', anchor: undefined, first: 0 }
  const parsed = cursorSchema.safeParse(json(Buffer.from(text, 'base64url').toString()))
  if (!parsed.success) return undefined
  const [towards, of, key, id, first] = parsed.data
  return of === order && isKey(key) ? { direction: towards, anchor: { key, id }, first } : undefined
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a list is ordered by: how a cursor's key is told from garbage and becomes a parameter. */
export type Column = {
  sql: SQL.Sql
  isKey(key: string): boolean
  key(value: string): SQL.Sql
}

/** The order of the IDs. */
export const byId: Column = {
  sql: SQL.sql`id`,
  isKey: isId,
  key: (key) => SQL.sql`${Number(key)}::int`,
}

/** The condition, order and limit that read one page (and one row more, to know of a next). */
export function keyset(
  column: Column,
  direction: 'asc' | 'desc',
  cursor: Cursor | undefined,
  size: number,
): { after: SQL.Sql; order: SQL.Sql; limit: number } {
  const ascending = (direction === 'asc') !== (cursor?.direction === 'previous')
  const order = ascending
    ? SQL.sql`${column.sql} ASC, id ASC`
    : SQL.sql`${column.sql} DESC, id DESC`
  const after = cursor?.anchor ? beyond(column, cursor.anchor, ascending) : SQL.empty
  return { after, order, limit: size + 1 }
}

function beyond(
  column: Column,
  { key, id }: { key: string; id: number },
  ascending: boolean,
): SQL.Sql {
  const here = SQL.sql`(${column.key(key)}, ${id}::int)`
  return ascending
    ? SQL.sql`AND (${column.sql}, id) > ${here}`
    : SQL.sql`AND (${column.sql}, id) < ${here}`
}

/** Cuts the rows that `keyset` read to the page, in order, with cursors to its neighbours. */
export function toPage<Row extends { id: number }>(
  read: Row[],
  { cursor, size, order, keyOf }: PageOptions<Row>,
): PageResult<Row> {
  const more = read.length > size
  const backwards = cursor?.direction === 'previous'
  const rows = backwards ? read.slice(0, size).reverse() : read.slice(0, size)
  const first = cursor?.first ?? 1
  const link = (towards: Cursor['direction'], row: Row | undefined, place: number) => {
    if (!row) return ''
    const counted = first === 0 ? 0 : Math.max(1, place)
    return encodeCursor({ direction: towards, first: counted }, order, {
      key: keyOf(row),
      id: row.id,
    })
  }
  const hasPrevious = backwards ? more : cursor !== undefined
  const hasNext = backwards ? cursor.anchor !== undefined : more
  return {
    rows,
    first,
    previous: hasPrevious ? link('previous', rows[0], first - size) : '',
    next: hasNext ? link('next', rows.at(-1), first + rows.length) : '',
    last: hasNext ? LAST : '',
  }
}

type PageOptions<Row> = {
  cursor: Cursor | undefined
  size: number
  order: string
  keyOf(row: Row): string
}

type PageResult<Row> = { rows: Row[]; first: number; previous: string; next: string; last: string }
