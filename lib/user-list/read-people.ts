import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'
import type { KeysetClauses } from '@/lib/listing/keyset'
import { type OrderedRead, readPage, selectPage } from '@/lib/listing/read-page'
import { rowsInOrder } from '@/lib/listing/rows-in-order'
import { unionBranches } from '@/lib/listing/search-branch'
import type { Total } from '@/lib/listing/view'
import type { PeopleSource } from '@/lib/user-list/conditions'
import { nameKey } from '@/lib/user-list/sort'
import type { ListedPerson } from '@/lib/user-list/view'
import { personColumns } from '@/lib/users/person-columns'

// Rows of each group. Most filters fill a page with the first, and the second takes milliseconds.
const SCAN_LIMITS = [200, 1_000]

export const listedColumns = SQL.sql`${personColumns}, ${nameKey} AS "nameKey"`

export function readPeople(
  db: Database,
  people: PeopleSource,
  clauses: KeysetClauses,
): Promise<{ rows: ListedPerson[]; total: Total }> {
  const { source, branches } = people
  const readInOrder = () => peopleInOrder(people, clauses)
  return readPage(db, { columns: listedColumns, source, branches, clauses, readInOrder })
}

function peopleInOrder(
  { source, branches, recheck }: PeopleSource,
  clauses: KeysetClauses,
): OrderedRead {
  const page = (rows: SQL.Sql, condition: SQL.Sql) => SQL.sql`
    SELECT ${listedColumns} FROM (${rows}) u WHERE ${condition}
     ORDER BY ${clauses.orderBy} LIMIT ${clauses.limit}`
  const scans = SCAN_LIMITS.map((limit) => rowsInOrder(source, { ...clauses, limit }))
  const matches = unionBranches(source, branches, SQL.sql`SELECT ${clauses.columns}`)
  return [
    ...scans.map((scan) => page(scan, recheck)),
    SQL.sql`WITH matches AS (${matches}) ${selectPage({ columns: listedColumns, source, clauses })}`,
  ]
}
