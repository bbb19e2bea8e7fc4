import 'server-only'
import { expectedRows } from '@/lib/accounts/expected-rows'
import { type SearchBranch, unionBranches } from '@/lib/accounts/search'
import type { Total } from '@/lib/accounts/view'
import { type Database, SQL } from '@/lib/db/sql'
import type { KeysetClauses } from '@/lib/listing/keyset'

const EXACT_COUNT_LIMIT = 10_000
// The planner's estimate is rarely wrong by more than a factor of two.
const COLLECT_LIMIT = 2 * EXACT_COUNT_LIMIT
// Names are scanned in their index alone; every other order fetches each row.
const SCAN_LIMIT = { names: 40_000, rows: 3_000 }

type PageRequest = {
  columns: SQL.Sql
  scope: SQL.Sql
  branches: SearchBranch[]
  clauses: KeysetClauses
  sortedByName: boolean
}

type PageRows<Row> = { rows: Row[]; total: Total }

/**
 * Reads one page and counts all rows, beyond 10,000 by the planner's estimate. Few matches are
 * collected by their indexes and sorted. Many are read in the order of the list, as a page is soon
 * full; if the scan reaches its limit first, they are collected after all.
 */
export async function readPage<Row>(db: Database, request: PageRequest): Promise<PageRows<Row>> {
  const { scope, branches, clauses } = request
  if (branches.length === 0) return readUnfiltered(db, request)
  const estimates = await expectedRows(db, scope, branches)
  const estimate = estimates.reduce((sum, rows) => sum + rows, 0)
  if (estimate <= COLLECT_LIMIT) return collect(db, request, estimate)
  const scanned = branches.map((branch, index) => isScanned(request, branch, estimates[index] ?? 0))
  const total = approximate(estimate)
  const rows = await readBranches<Row>(db, request, scanned)
  if (rows.length === clauses.limit || !scanned.includes(true)) return { rows, total }
  return { rows: await readBranches<Row>(db, request, []), total }
}

// A range of names is read in the order of names, no matter how many there are.
function isScanned(
  { sortedByName }: PageRequest,
  { access }: SearchBranch,
  estimate: number,
): boolean {
  return estimate > COLLECT_LIMIT && !(access === 'range' && sortedByName)
}

async function readUnfiltered<Row>(db: Database, request: PageRequest): Promise<PageRows<Row>> {
  const { columns, scope, clauses } = request
  const [rows, [estimate = 0]] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT ${columns} FROM accounts WHERE ${scope} ${clauses.afterCursor} ${sliceOf(request)}`,
    expectedRows(db, scope, []),
  ])
  if (estimate > COLLECT_LIMIT) return { rows, total: approximate(estimate) }
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
      FROM (SELECT 1 FROM accounts WHERE ${scope} LIMIT ${EXACT_COUNT_LIMIT + 1}) counted`
  return { rows, total: exact(counted?.count ?? 0, estimate) }
}

async function collect<Row>(
  db: Database,
  request: PageRequest,
  estimate: number,
): Promise<PageRows<Row>> {
  const { columns, scope, branches, clauses } = request
  // LEFT JOIN, so that an empty page, which only a cursor can lead to, still has the total.
  const read = await db.$queryRaw<(Row & { id: number | null; count: number })[]>`
    WITH matches AS MATERIALIZED (${unionBranches(scope, branches, SQL.sql`SELECT *`)}),
         page AS (
           SELECT ${columns} FROM matches WHERE true ${clauses.afterCursor} ${sliceOf(request)})
    SELECT page.*, counted.count
      FROM (SELECT count(*)::int AS count FROM matches) counted LEFT JOIN page ON true`
  const rows = read.filter(({ id }) => id !== null)
  return { rows, total: exact(read[0]?.count ?? 0, estimate) }
}

function exact(count: number, estimate: number): Total {
  return count > EXACT_COUNT_LIMIT ? approximate(estimate) : { count, exact: true }
}

function approximate(estimate: number): Total {
  return { count: Math.max(Number(estimate.toPrecision(2)), EXACT_COUNT_LIMIT), exact: false }
}

function sliceOf({ clauses }: PageRequest): SQL.Sql {
  return SQL.sql`ORDER BY ${clauses.orderBy} LIMIT ${clauses.limit}`
}

function readBranches<Row>(db: Database, request: PageRequest, scanned: boolean[]): Promise<Row[]> {
  const { columns, scope, branches, clauses, sortedByName } = request
  const slices = branches.map(({ condition, access, recheck = condition }, index) => {
    if (scanned[index]) return orderedScan(request, recheck, access === 'name' && sortedByName)
    const matches = SQL.sql`
      SELECT * FROM accounts WHERE ${scope} AND ${condition} ${clauses.afterCursor}`
    if (access === 'range' && sortedByName) return SQL.sql`(${matches} ${sliceOf(request)})`
    return SQL.sql`(SELECT * FROM (${matches} OFFSET 0) collected ${sliceOf(request)})`
  })
  return db.$queryRaw<Row[]>`
    SELECT ${columns} FROM (${SQL.join(slices, ' UNION ALL ')}) matches ${sliceOf(request)}`
}

function orderedScan(request: PageRequest, condition: SQL.Sql, namesOnly: boolean): SQL.Sql {
  const { scope, clauses } = request
  const [columns, limit] = namesOnly
    ? [SQL.sql`id, name_key`, SCAN_LIMIT.names]
    : [SQL.sql`*`, SCAN_LIMIT.rows]
  const scan = SQL.sql`SELECT ${columns} FROM accounts WHERE ${scope} ${clauses.afterCursor}
                        ORDER BY ${clauses.orderBy} LIMIT ${limit}`
  const slice = SQL.sql`FROM (${scan}) scan WHERE ${condition} ${sliceOf(request)}`
  if (!namesOnly) return SQL.sql`(SELECT * ${slice})`
  return SQL.sql`(SELECT * FROM accounts WHERE id IN (SELECT id ${slice}))`
}
