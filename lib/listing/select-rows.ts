import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'
import { explain, type Plan } from '@/lib/listing/explain'

// In the order of the list, so many rows are read within some milliseconds.
const SCAN_LIMIT = 5_000

export type RowSource = {
  /** `SELECT … FROM` the same rows as `from`. */
  select: SQL.Sql
  from: SQL.Sql
  idColumn: SQL.Sql
  scope: SQL.Sql
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
  const selects = parts.map(
    (part) => SQL.sql`${selectPart(source, part, slice)} ORDER BY ${source.idColumn}`,
  )
  const [first = SQL.empty, ...others] = selects
  if (others.length === 0) return SQL.sql`${first} ${limited(slice)}`
  const enough = slice.limit + slice.offset
  const reads = selects.map((rows) => SQL.sql`(${rows} LIMIT ${enough})`)
  return SQL.sql`${SQL.join(reads, ' UNION ALL ')} ORDER BY id ${limited(slice)}`
}

function selectPart({ select, scope, idColumn }: RowSource, part: FilteredPart, slice: Slice) {
  return SQL.sql`
    ${select} WHERE ${scope} AND ${part.condition} ${part.filter} ${afterCursor(idColumn, slice)}`
}

/** The same, from as many rows as are read in this order. */
function selectFirst(source: RowSource, part: FilteredPart, slice: Slice): SQL.Sql {
  const { from, scope, idColumn } = source
  const lastId = SQL.sql`
    SELECT max(id) FROM (
      SELECT ${idColumn} AS id FROM ${from}
       WHERE ${scope} AND ${part.condition} ${afterCursor(idColumn, slice)}
       ORDER BY ${idColumn} LIMIT ${SCAN_LIMIT}) scanned`
  return SQL.sql`${selectPart(source, part, slice)} AND ${idColumn} <= (${lastId})
                 ORDER BY ${idColumn} ${limited(slice)}`
}

function afterCursor(idColumn: SQL.Sql, { afterId }: Slice): SQL.Sql {
  return afterId === undefined ? SQL.empty : SQL.sql`AND ${idColumn} > ${afterId}::int`
}

function limited({ limit, offset }: Slice): SQL.Sql {
  return SQL.sql`LIMIT ${limit} OFFSET ${offset}`
}
