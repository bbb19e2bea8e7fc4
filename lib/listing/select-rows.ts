import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'
import { explain, type Plan } from '@/lib/listing/explain'

// In the order of the list, so many rows are read within some milliseconds.
const SCAN_LIMIT = 5_000

export type RowSource = {
  columns: SQL.Sql
  /** The name of the table, which conditions call by its alias. */
  table: SQL.Sql
  alias: SQL.Sql
  joins: SQL.Sql
  scope: SQL.Sql
  /** What `scope` says about the table alone. */
  tableScope: SQL.Sql
}

/** The filter begins with AND, or is empty. `hasIndex` if an index may find what it matches. */
export type FilteredPart = { condition: SQL.Sql; filter: SQL.Sql; hasIndex: boolean }

type Slice = { afterId: number | undefined; offset: number; limit: number }

/**
 * Reads rows in the order of their IDs. Where the planner expects few matches, it collects them by an
 * index and sorts them. Where it expects many, it reads all rows in order until it has enough, which
 * takes long if it is wrong. So only the first rows are read that way; if they don't have enough
 * matches, all of them are collected.
 */
export async function selectRows<Row>(
  db: Database,
  source: RowSource,
  parts: FilteredPart[],
  slice: Slice,
): Promise<Row[]> {
  const statement = selectParts(source, parts, slice)
  const read = (rows: SQL.Sql) => db.$queryRaw<Row[]>`${rows}`
  const [part, ...others] = parts
  if (!part?.hasIndex || others.length > 0) return read(statement)
  if (hasNode(await explain(db, statement), 'Sort')) return read(statement)
  const first = await read(selectFirst(source, part, slice))
  if (first.length === slice.limit) return first
  const matches = SQL.sql`${selectPart(source, part, slice)} OFFSET 0`
  if (!hasNode(await explain(db, matches), 'Bitmap Heap Scan')) return read(statement)
  return read(SQL.sql`SELECT * FROM (${matches}) matches ORDER BY id ${limited(slice)}`)
}

function hasNode(plan: Plan | undefined, type: string): boolean {
  if (!plan) return false
  return plan['Node Type'] === type || (plan.Plans ?? []).some((each) => hasNode(each, type))
}

function selectParts(source: RowSource, parts: FilteredPart[], slice: Slice): SQL.Sql {
  const [part, ...others] = parts
  if (part && others.length === 0) return inOrder(source, selectPart(source, part, slice), slice)
  const enough = { ...slice, limit: slice.limit + slice.offset, offset: 0 }
  const selects = parts.map(
    (each) => SQL.sql`(${inOrder(source, selectPart(source, each, slice), enough)})`,
  )
  return SQL.sql`${SQL.join(selects, ' UNION ALL ')} ORDER BY id ${limited(slice)}`
}

function selectPart(source: RowSource, part: FilteredPart, slice: Slice, rows = source.table) {
  const { columns, alias, joins, scope } = source
  return SQL.sql`
    SELECT ${columns} FROM ${rows} ${alias} ${joins}
     WHERE ${scope} AND ${part.condition} ${part.filter} ${afterCursor(source, slice)}`
}

/** The same, from the first rows in this order. The planner can't move a filter below a LIMIT. */
function selectFirst(source: RowSource, part: FilteredPart, slice: Slice): SQL.Sql {
  const { table, alias, tableScope } = source
  const first = SQL.sql`(
    SELECT * FROM ${table} ${alias}
     WHERE ${tableScope} AND ${part.condition} ${afterCursor(source, slice)}
     ORDER BY ${alias}.id LIMIT ${SCAN_LIMIT})`
  return inOrder(source, selectPart(source, part, slice, first), slice)
}

function inOrder({ alias }: RowSource, rows: SQL.Sql, slice: Slice): SQL.Sql {
  return SQL.sql`${rows} ORDER BY ${alias}.id ${limited(slice)}`
}

function afterCursor({ alias }: RowSource, { afterId }: Slice): SQL.Sql {
  return afterId === undefined ? SQL.empty : SQL.sql`AND ${alias}.id > ${afterId}::int`
}

function limited({ limit, offset }: Slice): SQL.Sql {
  return SQL.sql`LIMIT ${limit} OFFSET ${offset}`
}
