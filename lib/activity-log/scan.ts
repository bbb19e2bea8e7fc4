import 'server-only'
import type { ActivityScope } from '@/lib/activity-log/scope'
import { SQL } from '@/lib/db/sql'

/** The position of an entry in the log: by time, then by number. */
export type Position = { at: Date; seq: number }

/** Entries before this position, or after it; without a position, from the newest or the oldest on. */
export type Slice = { position: Position | undefined; direction: 'older' | 'newer'; limit: number }

/**
 * Selects `at` and `seq` of the next entries. Without a filter, by time. With one, the entries of
 * each operation and outcome that occur with the key are read in the order of an index and merged,
 * so that the time it takes depends on the page, not on how many entries match or are skipped.
 */
export function selectPositions(scope: ActivityScope, slice: Slice): SQL.Sql {
  const { keys, groups } = scope
  if (keys.length === 0 && groups === SQL.empty) {
    return SQL.sql`${selectEntries(scope, SQL.empty, slice)} ${inOrder(slice)}`
  }
  const [key = SQL.empty, ...others] = keys
  if (others.length === 0) return mergeGroups(scope, key, slice)
  const parts = keys.map((each) => SQL.sql`(${mergeGroups(scope, each, slice)})`)
  return SQL.sql`${SQL.join(parts, ' UNION ALL ')} ${inOrder(slice)}`
}

function mergeGroups(scope: ActivityScope, key: SQL.Sql, slice: Slice): SQL.Sql {
  const following = SQL.sql`AND (operation, outcome) > (g.operation, g.outcome)`
  return SQL.sql`
    WITH RECURSIVE groups AS (
      ${nextGroup(scope, key, SQL.empty)}
      UNION ALL
      SELECT next.* FROM groups g CROSS JOIN LATERAL ${nextGroup(scope, key, following)} next)
    SELECT found.* FROM (SELECT operation, outcome FROM groups WHERE true ${scope.groups}) g
     CROSS JOIN LATERAL (
       ${selectEntries(scope, key, slice)} AND operation = g.operation AND outcome = g.outcome
       ${inOrder(slice)}) found
     ${inOrder(slice)}`
}

/** The first operation and outcome that occur with the key, or the ones after others. */
function nextGroup({ organizationId }: ActivityScope, key: SQL.Sql, after: SQL.Sql): SQL.Sql {
  return SQL.sql`(
    SELECT operation, outcome FROM audit_events
     WHERE organization_id = ${organizationId} ${key} ${after}
     ORDER BY operation, outcome LIMIT 1)`
}

function selectEntries(scope: ActivityScope, key: SQL.Sql, slice: Slice): SQL.Sql {
  return SQL.sql`
    SELECT at, seq FROM audit_events
     WHERE organization_id = ${scope.organizationId} ${key} ${scope.rows} ${beyond(slice)}`
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
