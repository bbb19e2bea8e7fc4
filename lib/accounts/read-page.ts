import 'server-only'
import { type SearchBranch, unionBranches } from '@/lib/accounts/search'
import type { Total } from '@/lib/accounts/view'
import { type Database, SQL } from '@/lib/db/sql'
import type { KeysetClauses } from '@/lib/listing/keyset'

const EXACT_UP_TO = 10_000
// An estimate is rarely wrong by a factor of two.
const COLLECT_LIMIT = 2 * EXACT_UP_TO
// Names are walked in their index alone; for any other order each row has to be fetched.
const SCAN_LIMIT = { names: 40_000, rows: 3_000 }

type PageRequest = {
  columns: SQL.Sql
  scope: SQL.Sql
  ways: SearchBranch[]
  /** In which order, after which row and how many: what `keyset` makes. */
  window: KeysetClauses
  byName: boolean
}

type PageRows<Row> = { rows: Row[]; total: Total }

/**
 * The rows of one page, and how many there are: exact as far as counting is cheap, beyond that
 * what the planner expects. What a search finds is gathered by its index and sorted when it is
 * little; of much, one meets enough by walking along the order, unless all of it lies further on.
 */
export async function readPage<Row>(db: Database, asked: PageRequest): Promise<PageRows<Row>> {
  const { scope, ways } = asked
  if (ways.length === 0) return readAll(db, asked)
  const estimates = await expected(db, scope, ways)
  const estimate = estimates.reduce((sum, each) => sum + each, 0)
  if (estimate <= COLLECT_LIMIT) return collectAll(db, asked, estimate)
  const walks = ways.map((way, place) => isScanned(asked, way, estimates[place] ?? 0))
  const rows = await readEach<Row>(db, asked, walks)
  const total = about(estimate)
  if (rows.length === asked.window.limit || !walks.includes(true)) return { rows, total }
  return { rows: await readEach<Row>(db, asked, []), total }
}

// What lies in one piece of the order is read there, however much it is.
function isScanned(
  { byName }: PageRequest,
  { access: by }: SearchBranch,
  estimate: number,
): boolean {
  return estimate > COLLECT_LIMIT && !(by === 'stretch' && byName)
}

// Without a search the order alone decides how the page is read.
async function readAll<Row>(db: Database, asked: PageRequest): Promise<PageRows<Row>> {
  const { columns, scope, window } = asked
  const [rows, [estimate = 0]] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT ${columns} FROM accounts WHERE ${scope} ${window.afterCursor} ${endOf(asked)}`,
    expected(db, scope, []),
  ])
  if (estimate > COLLECT_LIMIT) return { rows, total: about(estimate) }
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
      FROM (SELECT 1 FROM accounts WHERE ${scope} LIMIT ${EXACT_UP_TO + 1}) counted`
  return { rows, total: exact(counted?.count ?? 0, estimate) }
}

async function collectAll<Row>(
  db: Database,
  asked: PageRequest,
  estimate: number,
): Promise<PageRows<Row>> {
  const { columns, scope, ways, window } = asked
  // Also of a page without a row, which only a cursor leads to, the total is told.
  const read = await db.$queryRaw<(Row & { id: number | null; count: number })[]>`
    WITH found AS MATERIALIZED (${unionBranches(scope, ways, SQL.sql`SELECT *`)}),
         page AS (SELECT ${columns} FROM found WHERE true ${window.afterCursor} ${endOf(asked)})
    SELECT page.*, counted.count
      FROM (SELECT count(*)::int AS count FROM found) counted LEFT JOIN page ON true`
  const rows = read.filter(({ id }) => id !== null)
  return { rows, total: exact(read[0]?.count ?? 0, estimate) }
}

type Plan = { 'Plan Rows': number; Plans?: Plan[] }

/** How many accounts the planner expects each way to find. */
async function expected(db: Database, scope: SQL.Sql, ways: SearchBranch[]): Promise<number[]> {
  const [explained] = await db.$queryRaw<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>`
    EXPLAIN (FORMAT JSON) ${unionBranches(scope, ways, SQL.sql`SELECT 1`)}`
  const plan = explained?.['QUERY PLAN'][0].Plan
  const plans = (ways.length > 1 ? plan?.Plans : plan && [plan]) ?? []
  return plans.map((each) => each['Plan Rows'])
}

function exact(count: number, estimate: number): Total {
  return count > EXACT_UP_TO ? about(estimate) : { count, exact: true }
}

function about(estimate: number): Total {
  return { count: Math.max(Number(estimate.toPrecision(2)), EXACT_UP_TO), exact: false }
}

function endOf({ window }: PageRequest): SQL.Sql {
  return SQL.sql`ORDER BY ${window.orderBy} LIMIT ${window.limit}`
}

/** A page with a part for each way: read in order where it lies in one piece, walked, or gathered. */
function readEach<Row>(db: Database, asked: PageRequest, walks: boolean[]): Promise<Row[]> {
  const { columns, scope, ways, window, byName } = asked
  const parts = ways.map(({ condition, access: by, recheck: passing = condition }, place) => {
    if (walks[place]) return orderedScan(asked, passing, by === 'name' && byName)
    const found = SQL.sql`SELECT * FROM accounts WHERE ${scope} AND ${condition} ${window.afterCursor}`
    if (by === 'stretch' && byName) return SQL.sql`(${found} ${endOf(asked)})`
    return SQL.sql`(SELECT * FROM (${found} OFFSET 0) gathered ${endOf(asked)})`
  })
  return db.$queryRaw<Row[]>`
    SELECT ${columns} FROM (${SQL.join(parts, ' UNION ALL ')}) found ${endOf(asked)}`
}

function orderedScan(asked: PageRequest, condition: SQL.Sql, named: boolean): SQL.Sql {
  const { scope, window } = asked
  const [seen, most] = named
    ? [SQL.sql`id, name_key`, SCAN_LIMIT.names]
    : [SQL.sql`*`, SCAN_LIMIT.rows]
  const near = SQL.sql`SELECT ${seen} FROM accounts WHERE ${scope} ${window.afterCursor}
                        ORDER BY ${window.orderBy} LIMIT ${most}`
  const met = SQL.sql`FROM (${near}) near WHERE ${condition} ${endOf(asked)}`
  if (!named) return SQL.sql`(SELECT * ${met})`
  return SQL.sql`(SELECT * FROM accounts WHERE id IN (SELECT id ${met}))`
}
