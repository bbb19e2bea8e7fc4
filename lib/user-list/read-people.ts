import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'
import type { KeysetClauses } from '@/lib/listing/keyset'
import { type OrderedRead, readPage } from '@/lib/listing/read-page'
import { rowsInOrder } from '@/lib/listing/rows-in-order'
import { unionBranches } from '@/lib/listing/search-branch'
import type { Total } from '@/lib/listing/view'
import type { PeopleSource } from '@/lib/user-list/conditions'
import { nameKey } from '@/lib/user-list/sort'
import type { ListedPerson } from '@/lib/user-list/view'
import { personColumns } from '@/lib/users/person-columns'

const SCAN_LIMIT = 3_000

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
  const scan = rowsInOrder(source, { ...clauses, limit: SCAN_LIMIT })
  const matches = unionBranches(source, branches, SQL.sql`SELECT *`)
  const page = (rows: SQL.Sql, condition: SQL.Sql) => SQL.sql`
    SELECT ${listedColumns} FROM (${rows}) u WHERE ${condition}
     ORDER BY ${clauses.orderBy} LIMIT ${clauses.limit}`
  return {
    statement: page(scan, recheck),
    complete: page(matches, SQL.sql`true ${clauses.afterCursor}`),
  }
}
