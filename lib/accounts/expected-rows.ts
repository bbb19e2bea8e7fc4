import 'server-only'
import { type SearchBranch, unionBranches } from '@/lib/accounts/search'
import { type Database, SQL } from '@/lib/db/sql'
import { explain } from '@/lib/listing/explain'

/** How many accounts the planner expects each branch to match; without a search, one number. */
export async function expectedRows(
  db: Database,
  scope: SQL.Sql,
  branches: SearchBranch[],
): Promise<number[]> {
  const plan = await explain(db, unionBranches(scope, branches, SQL.sql`SELECT 1`))
  const plans = (branches.length > 1 ? plan?.Plans : plan && [plan]) ?? []
  return plans.map((each) => each['Plan Rows'])
}
