import 'server-only'
import {
  comparesIndexedText,
  compileWhere,
  type Fields,
  mentionsField,
  parseWhere,
} from '@/lib/ceql/compile'
import { type Database, SQL } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
import { decodeCursor, encodeCursor } from '@/lib/listing/cursor'
import { explain } from '@/lib/listing/explain'
import type { ListParameters } from '@/lib/listing/schema'
import { type FilteredPart, type RowSource, selectRows } from '@/lib/listing/select-rows'

// API lists are sorted by ID alone, so their cursors have no key.
const ORDER = 'api'
const NO_KEY = ''

// As many are counted within a millisecond. The planner rarely errs by more than a factor of two,
// so what it expects to be four times as many isn't counted.
const COUNT_LIMIT = 10_000

/** Rows that one index can find, such as the active ones, and the fields to filter them by. */
type Part = { condition: SQL.Sql; fields: Fields }

export type List = RowSource & {
  /** The number of rows without a filter, if it is stored. */
  size?: number | undefined
  /** Whether the list includes inactive records unless the request says otherwise. */
  includesInactive: boolean
  parts(includeInactive: boolean): Part[]
}

export type ListPage<Row> = {
  rows: Row[]
  next: string
  /** Undefined if counting would be slow. */
  total: number | undefined
}

/** Reads one page, oldest first. A condition on `active` finds inactive records as well. */
export async function readListPage<Row extends { id: number }>(
  db: Database,
  list: List,
  input: ListParameters,
): Promise<ListPage<Row>> {
  const { pageSize } = input
  const parts = partsOf(list, input)
  const start = startOf(input)
  // One row more than the page holds, to find out whether there is another page.
  const selected = await selectRows<Row>(db, list, parts, { ...start, limit: pageSize + 1 })
  const rows = selected.slice(0, pageSize)
  const last = rows.at(-1)
  const lastRowNumber = start.rowNumber + rows.length - 1
  if (last && selected.length > pageSize) {
    const anchor = { key: NO_KEY, id: last.id }
    const cursor = { direction: 'next', anchor, firstRowNumber: lastRowNumber + 1 } as const
    return { rows, next: encodeCursor(cursor, ORDER), total: await countRows(db, list, parts) }
  }
  // A page past the end says nothing about the total.
  const isTotalKnown = last !== undefined || start.rowNumber === 1
  return { rows, next: '', total: isTotalKnown ? lastRowNumber : await countRows(db, list, parts) }
}

function partsOf(list: List, { where, includeInactive }: ListParameters): FilteredPart[] {
  const filter = parseWhere(where)
  const mentionsActive = filter !== undefined && mentionsField(filter, 'active')
  const parts = list.parts(includeInactive ?? (list.includesInactive || mentionsActive))
  if (!filter) return withoutFilters(parts)
  return parts.map(({ condition, fields }) => ({
    condition,
    filter: SQL.sql`AND (${compileWhere(filter, fields)})`,
    hasIndex: comparesIndexedText(filter, fields),
  }))
}

type Start = { afterId: number | undefined; offset: number; rowNumber: number }

function startOf({ nextPage, page, pageSize, offset: rows }: ListParameters): Start {
  if (nextPage) return startAfter(nextPage)
  const offset = page === undefined ? rows : (page - 1) * pageSize
  return { afterId: undefined, offset, rowNumber: offset + 1 }
}

function startAfter(token: string): Start {
  const cursor = decodeCursor(token, ORDER, (key) => key === NO_KEY)
  if (!cursor?.anchor) throw invalidPageToken()
  return { afterId: cursor.anchor.id, offset: 0, rowNumber: cursor.firstRowNumber }
}

export const invalidPageToken = () =>
  fieldError('invalid', 'nextPage', 'Is not a valid page token.')

/** The number of rows of all pages; undefined if there are many, or many to filter. */
async function countRows(
  db: Database,
  list: List,
  parts: FilteredPart[],
): Promise<number | undefined> {
  const { table, alias, joins, scope, tableScope } = list
  const rows = SQL.sql`${table} ${alias}`
  const size = list.size ?? (await countFew(db, rowsOf(rows, tableScope, withoutFilters(parts))))
  const isFiltered = parts.some(({ filter }) => filter !== SQL.empty)
  if (size === undefined || !isFiltered) return size
  return size > COUNT_LIMIT
    ? undefined
    : countFew(db, rowsOf(SQL.sql`${rows} ${joins}`, scope, parts))
}

async function countFew(db: Database, rows: SQL.Sql): Promise<number | undefined> {
  const plan = await explain(db, rows)
  if ((plan?.['Plan Rows'] ?? 0) > 4 * COUNT_LIMIT) return undefined
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (${rows} LIMIT ${COUNT_LIMIT + 1}) counted`
  const count = counted?.count ?? 0
  return count > COUNT_LIMIT ? undefined : count
}

function withoutFilters(parts: { condition: SQL.Sql }[]): FilteredPart[] {
  return parts.map(({ condition }) => ({ condition, filter: SQL.empty, hasIndex: false }))
}

function rowsOf(from: SQL.Sql, scope: SQL.Sql, parts: FilteredPart[]): SQL.Sql {
  const rows = parts.map(
    ({ condition, filter }) => SQL.sql`
      SELECT 1 FROM ${from} WHERE ${scope} AND ${condition} ${filter}`,
  )
  return SQL.join(rows, ' UNION ALL ')
}
