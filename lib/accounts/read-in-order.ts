import 'server-only'
import {
  isNext,
  type ReadRequest,
  readScan,
  type Scan,
  scansOf,
  sliceOf,
} from '@/lib/accounts/ordered-scan'
import type { AccountBranch } from '@/lib/accounts/search'
import { SQL } from '@/lib/db/sql'
import { COLLECT_LIMIT, type OrderedRead } from '@/lib/listing/read-page'

export function readInOrder(request: ReadRequest, estimates: number[]): OrderedRead {
  const { branches } = request
  const isScanned = branches.map(
    (branch, index) => (estimates[index] ?? 0) > COLLECT_LIMIT && !isOrderedRange(request, branch),
  )
  const scanned = branches.filter((_, index) => isScanned[index])
  const others = branches.filter((_, index) => !isScanned[index])
  const collectAll = readBranches(request, [], branches)
  if (scanned.length === 0) return [collectAll]
  return [readBranches(request, scansOf(request, scanned), others), collectAll]
}

// A range of names is read in the order of names, no matter how many there are. With a filter, the
// first names of the range may not match.
function isOrderedRange({ sortedByName }: ReadRequest, { access, range }: AccountBranch): boolean {
  return access === 'range' && sortedByName && !range
}

function readBranches(request: ReadRequest, scans: Scan[], others: AccountBranch[]): SQL.Sql {
  const tables = scans.map(
    (scan) => SQL.sql`${scan.table} AS MATERIALIZED (${readScan(request, scan)})`,
  )
  const slices = [
    ...scans.map((scan) => {
      const otherScans = scans.filter((other) => other !== scan)
      return SQL.sql`SELECT * FROM ${scan.table} WHERE ${isNext(request, otherScans)}`
    }),
    ...others.map((branch) => readBranch(request, branch, isNext(request, scans))),
  ]
  const withTables = tables.length > 0 ? SQL.sql`WITH ${SQL.join(tables)}` : SQL.empty
  return SQL.sql`${withTables}
    SELECT ${request.columns} FROM (${SQL.join(slices, ' UNION ALL ')}) matches ${sliceOf(request)}`
}

function readBranch(request: ReadRequest, branch: AccountBranch, isNextRow: SQL.Sql): SQL.Sql {
  if (!isOrderedRange(request, branch)) return collected(request, branch, isNextRow)
  const { source, clauses } = request
  return SQL.sql`(
    SELECT * FROM (
      SELECT * FROM accounts
       WHERE ${source.scope} AND ${branch.condition} ${clauses.afterCursor}
       ${sliceOf(request)}) names WHERE ${isNextRow})`
}

/** All that match, sorted. An outer order or limit must not change the index. */
function collected(
  request: ReadRequest,
  { condition }: AccountBranch,
  isNextRow: SQL.Sql,
): SQL.Sql {
  const { source, clauses } = request
  return SQL.sql`(
    SELECT * FROM accounts WHERE id IN (
      SELECT id FROM (
        SELECT ${clauses.columns} FROM accounts
         WHERE ${source.scope} AND ${condition} ${clauses.afterCursor} OFFSET 0) collected
       WHERE ${isNextRow} ${sliceOf(request)}))`
}
