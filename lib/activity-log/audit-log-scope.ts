import 'server-only'
import { compileConditions, conjuncts, equals } from '@/lib/activity-log/conditions'
import type { AuditLogParameters } from '@/lib/activity-log/query-schema'
import type { ActivityScope } from '@/lib/activity-log/scope'
import { parseWhere } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'

/** The entries that the parameters of a request match. */
export function auditLogScope(organizationId: number, input: AuditLogParameters): ActivityScope {
  const { where, userId, accountId, from, to, authentication } = input
  const { keys, groups, rows } = compileConditions([
    ...conjuncts(parseWhere(where)),
    ...equals('user_id', userId),
    ...equals('account_id', accountId),
  ])
  const since = from === undefined ? SQL.empty : SQL.sql`AND at >= ${new Date(from)}`
  const until = to === undefined ? SQL.empty : SQL.sql`AND at ${beforeEnd(to)}`
  return {
    organizationId,
    keys,
    groups: authentication ? SQL.sql`${groups} AND operation LIKE 'session.%'` : groups,
    rows: from === undefined && to === undefined ? rows : SQL.sql`${rows} ${since} ${until}`,
  }
}

/** A day ends with the next one. */
function beforeEnd(to: string): SQL.Sql {
  const end = new Date(to)
  if (to.includes('T')) return SQL.sql`<= ${end}`
  end.setUTCDate(end.getUTCDate() + 1)
  return SQL.sql`< ${end}`
}
