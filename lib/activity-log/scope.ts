import 'server-only'
import { type ActivityFilter, activityKinds } from '@/lib/activity-log/schema'
import { endOfDay, startOfDay } from '@/lib/activity-log/zoned-day'
import { SQL } from '@/lib/db/sql'

/**
 * Which entries of an organization to read. The conditions begin with AND, or are empty, and name
 * the columns of `audit_events`.
 */
export type ActivityScope = {
  organizationId: number
  /** Each is answered by an index of people, accounts or targets. Entries match one of them. */
  keys: SQL.Sql[]
  /** About `operation` and `outcome`, of which there are few. */
  groups: SQL.Sql
  rows: SQL.Sql
}

export type ResolvedFilter = Pick<
  ActivityFilter,
  'kind' | 'outcome' | 'from' | 'to' | 'timeZone'
> & {
  personId?: number | undefined
  accountId?: number | undefined
  /** The user that an entry is about. */
  userId?: number | undefined
}

export function scopeOf(organizationId: number, filter: ResolvedFilter): ActivityScope {
  const { kind, outcome } = filter
  const groups = [
    kind && SQL.sql`AND split_part(operation, '.', 1) = ANY(${[...activityKinds[kind]]}::text[])`,
    outcome && SQL.sql`AND outcome = ${outcome}`,
  ]
  return { organizationId, ...keyOf(filter), groups: joined(groups) }
}

/** The latest changes of a record. Sign-ins would leave no place for them. */
export function changesOf(organizationId: number, filter: ResolvedFilter): ActivityScope {
  const scope = scopeOf(organizationId, filter)
  return { ...scope, groups: SQL.sql`${scope.groups} AND operation NOT LIKE 'session.%'` }
}

function keyOf({ personId, accountId, userId, from, to, timeZone }: ResolvedFilter) {
  const times = [
    from && SQL.sql`AND at >= ${startOfDay(from, timeZone)}`,
    to && SQL.sql`AND at < ${endOfDay(to, timeZone)}`,
  ]
  const about = [
    personId && SQL.sql`AND actor_id = ${personId}::int`,
    accountId && SQL.sql`AND account_id = ${accountId}::int`,
  ]
  const key = joined(about)
  if (userId === undefined) return { keys: key === SQL.empty ? [] : [key], rows: joined(times) }
  const target = SQL.sql`AND target_type = 'user' AND target_id = ${userId}::int`
  return { keys: [target], rows: joined([...about, ...times]) }
}

function joined(conditions: (SQL.Sql | '' | 0 | undefined)[]): SQL.Sql {
  const present = conditions.filter((condition) => condition instanceof SQL.Sql)
  return present.length > 0 ? SQL.join(present, ' ') : SQL.empty
}
