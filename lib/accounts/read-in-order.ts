import 'server-only'
import type { AccountBranch } from '@/lib/accounts/search'
import { SQL } from '@/lib/db/sql'
import type { KeysetClauses } from '@/lib/listing/keyset'
import { COLLECT_LIMIT, type OrderedRead } from '@/lib/listing/read-page'

// Names are scanned in their index alone; every other order fetches each row.
const SCAN_LIMIT = { names: 40_000, rows: 3_000 }

type Request = {
  columns: SQL.Sql
  scope: SQL.Sql
  branches: AccountBranch[]
  clauses: KeysetClauses
  sortedByName: boolean
  /** The columns of an index that holds all that the search compares. */
  keys: SQL.Sql | undefined
}

export function readInOrder(request: Request, estimates: number[]): OrderedRead {
  const { branches } = request
  const scanned = branches.map((branch, index) => isScanned(request, branch, estimates[index] ?? 0))
  const read = readBranches(request, scanned)
  return scanned.includes(true) ? [read, readBranches(request, [])] : [read]
}

// A range of names is read in the order of names, no matter how many there are. With a filter, the
// first names of the range may not match.
function isScanned(
  { sortedByName }: Request,
  { access, range }: AccountBranch,
  estimate: number,
): boolean {
  return estimate > COLLECT_LIMIT && !(access === 'range' && sortedByName && !range)
}

function readBranches(request: Request, scanned: boolean[]): SQL.Sql {
  const { columns, scope, branches, clauses, sortedByName } = request
  const slices = branches.map((branch, index) => {
    const { condition, access, range } = branch
    if (scanned[index]) return orderedScan(request, branch)
    if (access === 'range' && sortedByName && !range) {
      return SQL.sql`(
        SELECT * FROM accounts WHERE ${scope} AND ${condition} ${clauses.afterCursor} ${sliceOf(request)})`
    }
    return collected(request, condition)
  })
  return SQL.sql`
    SELECT ${columns} FROM (${SQL.join(slices, ' UNION ALL ')}) matches ${sliceOf(request)}`
}

/** All that match, sorted. An outer order or limit must not change the index. */
function collected(request: Request, condition: SQL.Sql): SQL.Sql {
  const { scope, clauses, keys } = request
  const slice = SQL.sql`FROM (
    SELECT ${keys ?? SQL.sql`*`} FROM accounts
     WHERE ${scope} AND ${condition} ${clauses.afterCursor} OFFSET 0) collected ${sliceOf(request)}`
  if (!keys) return SQL.sql`(SELECT * ${slice})`
  return SQL.sql`(SELECT * FROM accounts WHERE id IN (SELECT id ${slice}))`
}

function orderedScan(request: Request, branch: AccountBranch): SQL.Sql {
  const { clauses, sortedByName } = request
  const { access, condition: matches, recheck: condition = matches, range } = branch
  const namesOnly = access === 'name' && sortedByName
  const scope = range && sortedByName ? SQL.sql`${request.scope} AND ${range}` : request.scope
  const [columns, limit] = namesOnly
    ? [SQL.sql`id, name_key`, SCAN_LIMIT.names]
    : [SQL.sql`*`, SCAN_LIMIT.rows]
  const scan = SQL.sql`SELECT ${columns} FROM accounts WHERE ${scope} ${clauses.afterCursor}
                        ORDER BY ${clauses.orderBy} LIMIT ${limit}`
  const slice = SQL.sql`FROM (${scan}) scan WHERE ${condition} ${sliceOf(request)}`
  if (!namesOnly) return SQL.sql`(SELECT * ${slice})`
  return SQL.sql`(SELECT * FROM accounts WHERE id IN (SELECT id ${slice}))`
}

function sliceOf({ clauses }: Request): SQL.Sql {
  return SQL.sql`ORDER BY ${clauses.orderBy} LIMIT ${clauses.limit}`
}
