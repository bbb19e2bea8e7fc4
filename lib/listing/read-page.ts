import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'
import { expectedRows } from '@/lib/listing/expected-rows'
import type { KeysetClauses } from '@/lib/listing/keyset'
import { rowsInOrder } from '@/lib/listing/rows-in-order'
import { type ListSource, type SearchBranch, unionBranches } from '@/lib/listing/search-branch'
import type { Total } from '@/lib/listing/view'

const EXACT_COUNT_LIMIT = 10_000
// The planner's estimate is rarely wrong by more than a factor of two.
export const COLLECT_LIMIT = 2 * EXACT_COUNT_LIMIT

type SelectedPage = Pick<PageRequest, 'columns' | 'source' | 'clauses'>

export type PageRequest = {
  columns: SQL.Sql
  source: ListSource
  branches: SearchBranch[]
  clauses: KeysetClauses
  /** Reads many matches in the order of the list; gets how many rows each branch may match. */
  readInOrder(estimates: number[]): OrderedRead
  /** Reads the keys of all matches in a cheaper way than by branch, if there is one. */
  readKeys?(estimates: Estimates): SQL.Sql | undefined
}

/** How many rows the planner expects: of the source, and of each branch. */
export type Estimates = { sourceRows: number; matches: number[] }

/** Statements to try in turn until one fills the page. The last one reads all there is. */
export type OrderedRead = SQL.Sql[]

const everything: SearchBranch = { condition: SQL.sql`true` }

type PageRows<Row> = { rows: Row[]; total: Total }

/**
 * Reads one page and counts all rows, beyond 10,000 by the planner's estimate. Few matches are
 * collected by their indexes and sorted. Many are read in the order of the list, as a page is soon
 * full; if the scan reaches its limit first, they are collected after all.
 */
export async function readPage<Row>(db: Database, request: PageRequest): Promise<PageRows<Row>> {
  const { source, branches, clauses } = request
  if (branches.length === 0) return readUnfiltered(db, request)
  const [sourceRows = 0, ...matches] = await expectedRows(db, source, [everything, ...branches])
  const estimate = matches.reduce((sum, rows) => sum + rows, 0)
  if (estimate <= COLLECT_LIMIT) {
    const keys = request.readKeys?.({ sourceRows, matches }) ?? keysByBranch(request)
    return collect(db, request, keys, estimate)
  }
  let rows: Row[] = []
  for (const statement of request.readInOrder(matches)) {
    rows = await db.$queryRaw<Row[]>`${statement}`
    if (rows.length === clauses.limit) break
  }
  return { rows, total: approximate(estimate) }
}

async function readUnfiltered<Row>(db: Database, request: PageRequest): Promise<PageRows<Row>> {
  const { columns, source, clauses } = request
  const { table, alias, scope } = source
  const [rows, [estimate = 0]] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT ${columns} FROM (${rowsInOrder(source, clauses)}) ${alias} ORDER BY ${clauses.orderBy}`,
    expectedRows(db, source, []),
  ])
  if (estimate > COLLECT_LIMIT) return { rows, total: approximate(estimate) }
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
      FROM (SELECT 1 FROM ${table} ${alias} WHERE ${scope} LIMIT ${EXACT_COUNT_LIMIT + 1}) counted`
  return { rows, total: exact(counted?.count ?? 0, estimate) }
}

function keysByBranch({ source, branches, clauses }: PageRequest): SQL.Sql {
  return unionBranches(source, branches, SQL.sql`SELECT ${clauses.columns}`)
}

async function collect<Row>(
  db: Database,
  request: PageRequest,
  keys: SQL.Sql,
  estimate: number,
): Promise<PageRows<Row>> {
  // LEFT JOIN, so that an empty page, which only a cursor can lead to, still has the total.
  const read = await db.$queryRaw<(Row & { id: number | null; count: number })[]>`
    WITH matches AS MATERIALIZED (${keys}),
         page AS (${selectPage(request)})
    SELECT page.*, counted.count
      FROM (SELECT count(*)::int AS count FROM matches) counted LEFT JOIN page ON true`
  const rows = read.filter(({ id }) => id !== null)
  return { rows, total: exact(read[0]?.count ?? 0, estimate) }
}

/** The rows of the page among the matches. Few columns of the others are read and sorted. */
export function selectPage({ columns, source, clauses }: SelectedPage): SQL.Sql {
  const { table, alias } = source
  const { afterCursor, orderBy, limit } = clauses
  return SQL.sql`
    SELECT ${columns} FROM ${table} ${alias} WHERE id IN (
      SELECT id FROM matches ${alias} WHERE true ${afterCursor} ORDER BY ${orderBy} LIMIT ${limit})
     ORDER BY ${orderBy}`
}

function exact(count: number, estimate: number): Total {
  return count > EXACT_COUNT_LIMIT ? approximate(estimate) : { count, exact: true }
}

function approximate(estimate: number): Total {
  return { count: Math.max(Number(estimate.toPrecision(2)), EXACT_COUNT_LIMIT), exact: false }
}
