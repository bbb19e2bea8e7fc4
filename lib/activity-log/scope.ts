import 'server-only'
import {
  type ActivityFilter,
  type ActivityKind,
  activityKinds,
  jobOperations,
} from '@/lib/activity-log/schema'
import { endOfDay, startOfDay } from '@/lib/activity-log/zoned-day'
import { SQL } from '@/lib/db/sql'

/** Which entries of an organization to read: those of each branch. */
export type ActivityScope = { organizationId: number; branches: Branch[] }

/** Conditions that all apply. Each begins with AND, or is empty, and names columns of `audit_events`. */
export type Branch = {
  key: Key | undefined
  /** About `operation` and `outcome`, of which there are few. */
  groups: SQL.Sql
  /** About `at`. */
  times: SQL.Sql
  /** What no index answers. */
  rows: SQL.Sql
}

/** A condition that an index answers. */
export type Key = {
  condition: SQL.Sql
  /** Whether the index begins with the month. */
  isByMonth: boolean
  /** Whether it then has the operations and outcomes. */
  isGrouped: boolean
}

export type ResolvedFilter = Pick<
  ActivityFilter,
  'kind' | 'outcome' | 'from' | 'to' | 'timeZone'
> & {
  personId?: number | undefined
  accountId?: number | undefined
  /** The user that an entry is about. */
  userId?: number | undefined
  request?: string | undefined
}

export function scopeOf(organizationId: number, filter: ResolvedFilter): ActivityScope {
  const { kind, outcome, from, to, timeZone } = filter
  const groups = join([
    kind && SQL.sql`AND ${isOfKind(kind)}`,
    outcome && SQL.sql`AND outcome = ${outcome}`,
  ])
  const times = join([
    from && SQL.sql`AND at >= ${startOfDay(from, timeZone)}`,
    to && SQL.sql`AND at < ${endOfDay(to, timeZone)}`,
  ])
  return { organizationId, branches: [{ ...keyOf(filter), groups, times }] }
}

function isOfKind(kind: ActivityKind): SQL.Sql {
  const beginnings = [...activityKinds[kind]]
  const begins = SQL.sql`split_part(operation, '.', 1) = ANY(${beginnings}::text[])`
  const isOfJob = SQL.sql`operation = ANY(${[...jobOperations]}::text[])`
  return kind === 'jobs'
    ? SQL.sql`(${begins} OR ${isOfJob})`
    : SQL.sql`${begins} AND NOT ${isOfJob}`
}

/** The latest changes of a record. Sign-ins would leave no place for them. */
export function changesOf(organizationId: number, filter: ResolvedFilter): ActivityScope {
  const { branches } = scopeOf(organizationId, filter)
  const changes = branches.map((branch) => ({
    ...branch,
    groups: SQL.sql`${branch.groups} AND operation NOT LIKE 'session.%'`,
  }))
  return { organizationId, branches: changes }
}

/** Whether these are all entries of the organization. */
export function isWhole({ branches }: ActivityScope): boolean {
  return branches.every(
    ({ key, groups, times, rows }) =>
      !key && [groups, times, rows].every((condition) => condition === SQL.empty),
  )
}

/** Whether conditions remain that no index answers. */
export function isFiltered({ branches }: ActivityScope): boolean {
  return branches.some(
    ({ key, groups, rows }) =>
      rows !== SQL.empty || (key?.isGrouped === false && groups !== SQL.empty),
  )
}

function keyOf({ personId, accountId, userId, request }: ResolvedFilter) {
  const who = [
    personId && SQL.sql`AND actor_id = ${personId}::int`,
    accountId && SQL.sql`AND account_id = ${accountId}::int`,
  ]
  const target = userId && SQL.sql`AND target_type = 'user' AND target_id = ${userId}::int`
  if (request) {
    const condition = SQL.sql`AND request_id = ${request}`
    return { key: { condition, isByMonth: true, isGrouped: false }, rows: join([...who, target]) }
  }
  const condition = target || join(who)
  if (condition === SQL.empty) return { key: undefined, rows: SQL.empty }
  const key = { condition, isByMonth: true, isGrouped: true }
  return { key, rows: target ? join(who) : SQL.empty }
}

/** Leaves out conditions that are not set. */
export function join(conditions: (SQL.Sql | '' | 0 | false | undefined)[]): SQL.Sql {
  const present = conditions
    .filter((condition) => condition instanceof SQL.Sql)
    .filter((condition) => condition !== SQL.empty)
  return present.length > 0 ? SQL.join(present, ' ') : SQL.empty
}
