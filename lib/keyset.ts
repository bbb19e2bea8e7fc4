import 'server-only'
import { z } from 'zod'
import { SQL } from '@/lib/operation'
import { isId, MAX_INTEGER } from '@/lib/text'

// A folded name can be eighteen times as long as what was typed.
const KEY_MAX = 3_000

const cursorSchema = z.tuple([
  z.enum(['next', 'previous']),
  z.string().max(200),
  z.string().max(KEY_MAX),
  z.int().min(1).max(MAX_INTEGER),
  z.int().min(1),
])

/** A place in an ordered list: where to read on, in which direction, and how far that is. */
export type Cursor = {
  towards: 'next' | 'previous'
  /** The order that it belongs to; in another order it means nothing. */
  order: string
  key: string
  id: number
  /** 1-based place of the first row of the page that it opens. */
  first: number
}

export function encodeCursor({ towards, order, key, id, first }: Cursor): string {
  return Buffer.from(JSON.stringify([towards, order, key, id, first])).toString('base64url')
}

/** The cursor, or undefined for garbage, for another order, and for a key that is not of it. */
export function decodeCursor(
  text: string,
  order: string,
  isKey: (key: string) => boolean,
): Cursor | undefined {
  const parsed = cursorSchema.safeParse(json(Buffer.from(text, 'base64url').toString()))
  if (!parsed.success) return undefined
  const [towards, of, key, id, first] = parsed.data
  return of === order && isKey(key) ? { towards, order, key, id, first } : undefined
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
  const ascending = (direction === 'asc') !== (cursor?.towards === 'previous')
  const order = ascending
    ? SQL.sql`${column.sql} ASC, id ASC`
    : SQL.sql`${column.sql} DESC, id DESC`
  const after = cursor ? beyond(column, cursor, ascending) : SQL.empty
  return { after, order, limit: size + 1 }
}

function beyond(column: Column, { key, id }: Cursor, ascending: boolean): SQL.Sql {
  const here = SQL.sql`(${column.key(key)}, ${id}::int)`
  return ascending
    ? SQL.sql`AND (${column.sql}, id) > ${here}`
    : SQL.sql`AND (${column.sql}, id) < ${here}`
}

/** Cuts the rows that `keyset` read to the page, in order, with cursors to its neighbours. */
export function pageOf<Row extends { id: number }>(
  read: Row[],
  {
    cursor,
    size,
    order,
    keyOf,
  }: {
    cursor: Cursor | undefined
    size: number
    order: string
    keyOf(row: Row): string
  },
): { rows: Row[]; first: number; previous: string; next: string } {
  const more = read.length > size
  const backwards = cursor?.towards === 'previous'
  const rows = backwards ? read.slice(0, size).reverse() : read.slice(0, size)
  const first = Math.max(1, cursor?.first ?? 1)
  const link = (towards: 'next' | 'previous', row: Row | undefined, place: number) =>
    row
      ? encodeCursor({ towards, order, key: keyOf(row), id: row.id, first: Math.max(1, place) })
      : ''
  const hasPrevious = backwards ? more : cursor !== undefined
  const hasNext = backwards || more
  return {
    rows,
    first,
    previous: hasPrevious ? link('previous', rows[0], first - size) : '',
    next: hasNext ? link('next', rows.at(-1), first + rows.length) : '',
  }
}
