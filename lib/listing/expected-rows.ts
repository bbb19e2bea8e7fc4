import 'server-only'
import type { Database } from '@/lib/db/sql'
import { SQL } from '@/lib/db/sql'
import { explain } from '@/lib/listing/explain'
import { type ListSource, type SearchBranch, unionBranches } from '@/lib/listing/search-branch'

/** How many rows the planner expects each branch to match; without a search, one number. */
export async function expectedRows(
  db: Database,
  source: ListSource,
  branches: SearchBranch[],
): Promise<number[]> {
  const plan = await explain(db, unionBranches(source, branches, SQL.sql`SELECT 1`))
  const plans = (branches.length > 1 ? plan?.Plans : plan && [plan]) ?? []
  return plans.map((each) => each['Plan Rows'])
}
