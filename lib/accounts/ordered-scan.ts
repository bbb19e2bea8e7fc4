import 'server-only'
import type { AccountBranch } from '@/lib/accounts/search'
import { SQL } from '@/lib/db/sql'
import type { KeysetClauses } from '@/lib/listing/keyset'
import { rowsInOrder } from '@/lib/listing/rows-in-order'
import { anyOf, type ListSource } from '@/lib/listing/search-branch'

export type ReadRequest = {
  columns: SQL.Sql
  source: ListSource
  branches: AccountBranch[]
  clauses: KeysetClauses
  sortedByName: boolean
}

/** Looks for the matches of some branches among the first rows of the list, or of a range of names. */
export type Scan = {
  table: SQL.Sql
  branches: AccountBranch[]
  range?: SQL.Sql | undefined
  kind: keyof typeof SCAN_LIMIT
}

// Names are scanned in their index alone; every other order fetches each row.
const SCAN_LIMIT = { names: 40_000, rows: 3_000 }

/** One scan of a range, which may begin far from the start of the list, and one for all others. */
export function scansOf({ sortedByName }: ReadRequest, scanned: AccountBranch[]): Scan[] {
  const hasRange = ({ range }: AccountBranch) => sortedByName && range !== undefined
  const others = scanned.filter((branch) => !hasRange(branch))
  const scans = scanned.filter(hasRange).map((branch): Scan => {
    const { range } = branch
    return { table: SQL.sql`range_scan`, branches: [branch], range, kind: 'rows' }
  })
  if (others.length === 0) return scans
  const isOfNames = sortedByName && others.every(({ access }) => access === 'name')
  return [...scans, { table: SQL.sql`scan`, branches: others, kind: isOfNames ? 'names' : 'rows' }]
}

/** All that match among the rows of the scan. */
export function readScan(request: ReadRequest, scan: Scan): SQL.Sql {
  const matches = anyOf(
    scan.branches.map(({ condition, recheck = condition }) => ({ condition: recheck })),
  )
  const slice = SQL.sql`FROM (${rowsOf(request, scan)}) scan WHERE ${matches} ${sliceOf(request)}`
  if (scan.kind === 'rows') return SQL.sql`SELECT * ${slice}`
  return SQL.sql`SELECT * FROM accounts WHERE id IN (SELECT id ${slice})`
}

function rowsOf({ source, clauses }: ReadRequest, { range, kind }: Scan): SQL.Sql {
  const limit = SCAN_LIMIT[kind]
  if (kind === 'names') {
    return SQL.sql`SELECT id, name_key FROM accounts WHERE ${source.scope} ${clauses.afterCursor}
                    ORDER BY ${clauses.orderBy} LIMIT ${limit}`
  }
  const scope = range ? SQL.sql`${source.scope} AND ${range}` : source.scope
  return rowsInOrder({ ...source, scope }, { ...clauses, limit })
}

/**
 * Whether a row comes before the end of these scans. What follows may not be next, since a scan may
 * end before a match. The end is only looked up for a row, and if the scan doesn't fill the page.
 */
export function isNext(request: ReadRequest, scans: Scan[]): SQL.Sql {
  const { key, orderBy, limit, isUpTo } = request.clauses
  const nth = (row: number, rows: SQL.Sql) => SQL.sql`(
    SELECT ${key} FROM ${rows} ORDER BY ${orderBy} OFFSET ${row - 1} LIMIT 1)`
  const conditions = scans.map((scan) => {
    const lastOfPage = nth(limit, scan.table)
    const end = nth(SCAN_LIMIT[scan.kind], SQL.sql`(${rowsOf(request, scan)}) scanned`)
    return isUpTo(SQL.sql`${lastOfPage} UNION ALL ${end} LIMIT 1`)
  })
  return SQL.join([SQL.sql`true`, ...conditions], ' AND ')
}

export function sliceOf({ clauses }: ReadRequest): SQL.Sql {
  return SQL.sql`ORDER BY ${clauses.orderBy} LIMIT ${clauses.limit}`
}
