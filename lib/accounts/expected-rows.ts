import 'server-only'
import { type SearchBranch, unionBranches } from '@/lib/accounts/search'
import { type Database, SQL } from '@/lib/db/sql'

type Plan = { 'Plan Rows': number; Plans?: Plan[] }

/** How many accounts the planner expects each branch to match; without a search, one number. */
export async function expectedRows(
  db: Database,
  scope: SQL.Sql,
  branches: SearchBranch[],
): Promise<number[]> {
  const [explained] = await db.$queryRaw<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>`
    EXPLAIN (FORMAT JSON) ${unionBranches(scope, branches, SQL.sql`SELECT 1`)}`
  const plan = explained?.['QUERY PLAN'][0].Plan
  const plans = (branches.length > 1 ? plan?.Plans : plan && [plan]) ?? []
  return plans.map((each) => each['Plan Rows'])
}
