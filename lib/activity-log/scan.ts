import 'server-only'
import { inMonths, monthIs } from '@/lib/activity-log/months'
import type { ActivityScope, Branch } from '@/lib/activity-log/scope'
import { SQL } from '@/lib/db/sql'

/** The position of an entry in the log: by time, then by number. */
export type Position = { at: Date; seq: number }

/** Entries before this position, or after it; without a position, from the newest or the oldest on. */
export type Slice = { position: Position | undefined; direction: 'older' | 'newer'; limit: number }

/**
 * Selects `at` and `seq` of the next entries. The time it takes depends on the page, not on how many
 * entries match or are skipped.
 */
export function selectPositions({ organizationId, branches }: ActivityScope, slice: Slice) {
  const within = SQL.sql`organization_id = ${organizationId}`
  const parts = branches.map((branch) => selectBranch(within, branch, slice))
  const [only = SQL.empty, ...others] = parts
  if (others.length === 0) return only
  const each = parts.map((part) => SQL.sql`(${part})`)
  return SQL.sql`${SQL.join(each, ' UNION ')} ${inOrder(slice)}`
}

function selectBranch(within: SQL.Sql, branch: Branch, slice: Slice): SQL.Sql {
  const { key, groups, times } = branch
  const range = SQL.sql`${times} ${beyond(slice)}`
  if (!key?.isByMonth) {
    const scope = SQL.sql`${within} ${key?.condition ?? SQL.empty}`
    return key || groups === SQL.empty
      ? selectEntries(scope, branch, groups, slice)
      : mergeGroups(scope, branch, slice)
  }
  const scope = SQL.sql`${within} AND ${monthIs(SQL.sql`m.month`)} ${key.condition}`
  const entries = key.isGrouped
    ? mergeGroups(scope, branch, slice)
    : selectEntries(scope, branch, groups, slice)
  return inMonths(SQL.sql`${within} ${range}`, entries, slice)
}

/**
 * Reads the entries of each operation and outcome that occur in the order of an index, and merges
 * them. There are few of them.
 */
function mergeGroups(scope: SQL.Sql, branch: Branch, slice: Slice): SQL.Sql {
  const following = SQL.sql`AND (operation, outcome) > (g.operation, g.outcome)`
  const ofGroup = SQL.sql`AND operation = g.operation AND outcome = g.outcome`
  return SQL.sql`
    WITH RECURSIVE groups AS (
      ${nextGroup(scope, SQL.empty)}
      UNION ALL
      SELECT next.* FROM groups g CROSS JOIN LATERAL ${nextGroup(scope, following)} next)
    SELECT found.* FROM (SELECT operation, outcome FROM groups WHERE true ${branch.groups}) g
     CROSS JOIN LATERAL (${selectEntries(scope, branch, ofGroup, slice)}) found
     ${inOrder(slice)}`
}

/** The first operation and outcome that occur, or the ones after others. */
function nextGroup(scope: SQL.Sql, after: SQL.Sql): SQL.Sql {
  return SQL.sql`(
    SELECT operation, outcome FROM audit_events WHERE ${scope} ${after}
     ORDER BY operation, outcome LIMIT 1)`
}

function selectEntries(
  scope: SQL.Sql,
  { times, rows }: Branch,
  groups: SQL.Sql,
  slice: Slice,
): SQL.Sql {
  return SQL.sql`
    SELECT at, seq FROM audit_events
     WHERE ${scope} ${groups} ${rows} ${times} ${beyond(slice)} ${inOrder(slice)}`
}

function beyond({ position, direction }: Slice): SQL.Sql {
  if (!position) return SQL.empty
  const { at, seq } = position
  return direction === 'older'
    ? SQL.sql`AND (at, seq) < (${at}, ${seq}::int)`
    : SQL.sql`AND (at, seq) > (${at}, ${seq}::int)`
}

function inOrder({ direction, limit }: Slice): SQL.Sql {
  return direction === 'older'
    ? SQL.sql`ORDER BY at DESC, seq DESC LIMIT ${limit}`
    : SQL.sql`ORDER BY at, seq LIMIT ${limit}`
}
