import 'server-only'
import type { ActivityScope } from '@/lib/activity-log/scope'
import { SQL } from '@/lib/db/sql'

/** The place of an entry in the log: by time, then by number. */
export type Place = { at: Date; seq: number }

/** Entries before this place, or after it; without a place, from the newest or the oldest on. */
export type Slice = { place: Place | undefined; direction: 'older' | 'newer'; limit: number }

/**
 * Selects `at` and `seq` of the next entries. Without a filter, by time. With one, the entries of
 * each operation and outcome that occur with the key are read in the order of an index and merged,
 * so that the time it takes depends on the page, not on how many entries match or are skipped.
 */
export function selectPlaces(scope: ActivityScope, slice: Slice): SQL.Sql {
  const { organizationId, key, groups, rows } = scope
  const entries = SQL.sql`
    SELECT at, seq FROM audit_events
     WHERE organization_id = ${organizationId} ${key} ${rows} ${beyond(slice)}`
  if (key === SQL.empty && groups === SQL.empty) return SQL.sql`${entries} ${inOrder(slice)}`
  return SQL.sql`
    WITH RECURSIVE groups AS (
      ${nextGroup(scope, SQL.empty)}
      UNION ALL
      SELECT next.* FROM groups g CROSS JOIN LATERAL ${nextGroup(
        scope,
        SQL.sql`AND (operation, outcome) > (g.operation, g.outcome)`,
      )} next)
    SELECT found.* FROM (SELECT operation, outcome FROM groups WHERE true ${groups}) g
     CROSS JOIN LATERAL (
       ${entries} AND operation = g.operation AND outcome = g.outcome ${inOrder(slice)}) found
     ${inOrder(slice)}`
}

/** The first operation and outcome of the key, or the one after another. */
function nextGroup({ organizationId, key }: ActivityScope, after: SQL.Sql): SQL.Sql {
  return SQL.sql`(
    SELECT operation, outcome FROM audit_events
     WHERE organization_id = ${organizationId} ${key} ${after}
     ORDER BY operation, outcome LIMIT 1)`
}

function beyond({ place, direction }: Slice): SQL.Sql {
  if (!place) return SQL.empty
  const { at, seq } = place
  return direction === 'older'
    ? SQL.sql`AND (at, seq) < (${at}, ${seq}::int)`
    : SQL.sql`AND (at, seq) > (${at}, ${seq}::int)`
}

function inOrder({ direction, limit }: Slice): SQL.Sql {
  return direction === 'older'
    ? SQL.sql`ORDER BY at DESC, seq DESC LIMIT ${limit}`
    : SQL.sql`ORDER BY at, seq LIMIT ${limit}`
}
