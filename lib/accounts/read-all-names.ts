import 'server-only'
import type { ReadRequest } from '@/lib/accounts/ordered-scan'
import { SQL } from '@/lib/db/sql'
import type { Estimates } from '@/lib/listing/read-page'
import { type SearchBranch, unionBranches } from '@/lib/listing/search-branch'

// Names of an index that PostgreSQL compares in the time in which it fetches one match.
const NAMES_PER_MATCH = 40

/**
 * Reads the keys of all matches from the index of all names, if so many match that this is faster
 * than to fetch each from the table.
 */
export function readAllNames(
  { source, branches, clauses }: ReadRequest,
  names: SQL.Sql,
  { sourceRows, matches }: Estimates,
): SQL.Sql | undefined {
  const fetched = matches.filter((_, index) => branches[index]?.access === 'name')
  const fetchedRows = fetched.reduce((sum, rows) => sum + rows, 0)
  if (sourceRows > fetchedRows * NAMES_PER_MATCH) return undefined
  const others = branches.filter(({ access }) => access === 'row')
  // With IS TRUE, the planner can't look for the names in the trigram index.
  const all: SearchBranch = { condition: SQL.sql`(${names}) IS TRUE` }
  return unionBranches(source, [all, ...others], SQL.sql`SELECT ${clauses.columns}`)
}
