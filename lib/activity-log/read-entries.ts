import 'server-only'
import { type EntryRow, toEntry } from '@/lib/activity-log/entry-row'
import { type Slice, selectPositions } from '@/lib/activity-log/scan'
import type { ActivityScope } from '@/lib/activity-log/scope'
import type { ActivityEntry } from '@/lib/activity-log/view'
import { type Database, SQL } from '@/lib/db/sql'

/** What the log says about a record that was deleted. Each operation has an index. */
const deletion = (operation: SQL.Sql, id: SQL.Sql) => SQL.sql`(
  SELECT d.detail FROM audit_events d
   WHERE d.organization_id = e.organization_id AND d.operation = ${operation} AND d.outcome = 'done'
     AND d.target_id = ${id} LIMIT 1)`
const ofUser = (id: SQL.Sql) => deletion(SQL.sql`'users.delete'`, id)
const ofProvider = (id: SQL.Sql) => deletion(SQL.sql`'providers.delete'`, id)

const columns = SQL.sql`
  e.organization_id AS "organizationId", e.seq, e.at, e.operation, e.outcome, e.detail, e.address, e.request_id AS "requestId",
  e.actor_id AS "actorId", e.actor_email AS "actorEmail", e.target_type AS "targetType",
  e.target_id AS "targetId", e.account_id AS "accountId",
  actor.first_name || ' ' || actor.last_name AS "actorName",
  CASE WHEN actor_account.active THEN actor.account_id END AS "actorAccountId",
  CASE WHEN e.actor_id IS NOT NULL AND actor.id IS NULL
       THEN ${ofUser(SQL.sql`e.actor_id`)} END AS "actorDeletion",
  coalesce(target.first_name || ' ' || target.last_name, provider.name) AS "targetName",
  job.id IS NOT NULL OR provider.id IS NOT NULL AS "targetExists",
  CASE WHEN e.target_type = 'user' AND target.id IS NULL THEN ${ofUser(SQL.sql`e.target_id`)}
       WHEN e.target_type = 'provider' AND provider.id IS NULL
       THEN ${ofProvider(SQL.sql`e.target_id`)} END AS "targetDeletion",
  target.id AS "userId", account.name AS "accountName", account.active AS "accountActive"`

const joins = SQL.sql`
  LEFT JOIN users actor ON actor.id = e.actor_id AND actor.organization_id = e.organization_id
  LEFT JOIN accounts actor_account ON actor_account.id = actor.account_id
  LEFT JOIN users target ON e.target_type = 'user' AND target.id = e.target_id
        AND target.organization_id = e.organization_id
  LEFT JOIN accounts account ON account.id = e.account_id
        AND account.organization_id = e.organization_id
  LEFT JOIN jobs job ON e.target_type = 'job' AND job.id = e.target_id
        AND job.organization_id = e.organization_id
  LEFT JOIN identity_providers provider ON e.target_type = 'provider'
        AND provider.id = e.target_id AND provider.organization_id = e.organization_id`

/** Reads the entries of a slice with the names of people and records, in the order of the slice. */
export async function readEntries(
  db: Database,
  scope: ActivityScope,
  slice: Slice,
): Promise<ActivityEntry[]> {
  const order = slice.direction === 'older' ? SQL.sql`DESC` : SQL.sql`ASC`
  const rows = await db.$queryRaw<EntryRow[]>`
    WITH positions AS MATERIALIZED (${selectPositions(scope, slice)})
    SELECT ${columns} FROM positions
      JOIN audit_events e ON e.organization_id = ${scope.organizationId} AND e.seq = positions.seq
      ${joins}
     ORDER BY e.at ${order}, e.seq ${order}`
  return rows.map(toEntry)
}
