import 'server-only'
import { SQL } from '@/lib/db/sql'

/** One way to find rows, with an index of its own. A row matches at most one branch. */
export type SearchBranch = { condition: SQL.Sql }

/** What a list reads. Its conditions may call the table by its alias. */
export type ListSource = {
  table: SQL.Sql
  alias: SQL.Sql
  scope: SQL.Sql
  /** Disjoint scopes that together are the scope, if only they have indexes in the list's orders. */
  parts?: SQL.Sql[] | undefined
  /** Many such scopes, by their numbers. The condition compares with `part.number`. */
  groups?: { numbers: number[]; isMember: SQL.Sql }
}

/** The condition that any branch matches; undefined without a search. */
export function anyBranch(branches: SearchBranch[]): SQL.Sql | undefined {
  return branches.length === 0 ? undefined : anyOf(branches)
}

export function anyOf(branches: SearchBranch[]): SQL.Sql {
  const conditions = branches.map(({ condition }) => SQL.sql`(${condition})`)
  return SQL.join(conditions, ' OR ', '(', ')')
}

/** Reads what each branch matches; everything in the scope without a search. */
export function unionBranches(
  { table, alias, scope }: ListSource,
  branches: SearchBranch[],
  select: SQL.Sql,
): SQL.Sql {
  const from = SQL.sql`${select} FROM ${table} ${alias} WHERE ${scope}`
  if (branches.length === 0) return from
  // OFFSET 0 is an optimization fence: an outer order or limit must not change a branch's index.
  const reads = branches.map(({ condition }) => SQL.sql`(${from} AND ${condition} OFFSET 0)`)
  return SQL.join(reads, ' UNION ALL ')
}
