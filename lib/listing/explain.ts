import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'

export type Plan = { 'Node Type': string; 'Plan Rows': number; Plans?: Plan[] }

/** The planner's choice for a statement, with the number of rows that it expects. */
export async function explain(db: Database, statement: SQL.Sql): Promise<Plan | undefined> {
  const [explained] = await db.$queryRaw<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>`
    ${SQL.sql`EXPLAIN (FORMAT JSON) ${statement}`}`
  return explained?.['QUERY PLAN'][0].Plan
}
