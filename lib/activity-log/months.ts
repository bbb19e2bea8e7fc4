import 'server-only'
import { SQL } from '@/lib/db/sql'

/** Which months come first, and how many entries are enough. */
type Slice = { direction: 'older' | 'newer'; limit: number }

// The indexes that begin with the month have this expression.
const month = SQL.sql`date_trunc('month', at AT TIME ZONE 'UTC')`

/** Whether an entry is of a month. */
export function monthIs(value: SQL.Sql): SQL.Sql {
  return SQL.sql`${month} = ${value}`
}

/**
 * Reads `entries` of one month after the other until there are enough. They are of the month
 * `m.month`, and `range` says which of all entries there are to read.
 */
export function inMonths(range: SQL.Sql, entries: SQL.Sql, { direction, limit }: Slice): SQL.Sql {
  const [order, following] =
    direction === 'older'
      ? [SQL.sql`DESC`, SQL.sql`AND at < previous.month AT TIME ZONE 'UTC'`]
      : [SQL.sql`ASC`, SQL.sql`AND at >= (previous.month + interval '1 month') AT TIME ZONE 'UTC'`]
  const next = (after: SQL.Sql) => SQL.sql`(
    SELECT ${month} AS month FROM audit_events WHERE ${range} ${after}
     ORDER BY at ${order}, seq ${order} LIMIT 1)`
  // Both are in the order of the month, so PostgreSQL sorts the entries of one month at a time.
  return SQL.sql`
    WITH RECURSIVE months AS (
      ${next(SQL.empty)}
      UNION ALL
      SELECT next.month FROM months previous CROSS JOIN LATERAL ${next(following)} next)
    SELECT found.* FROM (SELECT month FROM months ORDER BY month ${order}) m
     CROSS JOIN LATERAL (${entries}) found
     ORDER BY m.month ${order}, found.at ${order}, found.seq ${order} LIMIT ${limit}`
}
