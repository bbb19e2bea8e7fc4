import 'server-only'
import { compileConditions, conjuncts, equals } from '@/lib/activity-log/conditions'
import type { AuditLogParameters } from '@/lib/activity-log/query-schema'
import { type ActivityScope, join } from '@/lib/activity-log/scope'
import { parseWhere } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'

/** The entries that the parameters of a request match. */
export function auditLogScope(organizationId: number, input: AuditLogParameters): ActivityScope {
  const { where, userId, accountId, from, to, authentication } = input
  const branches = compileConditions([
    ...conjuncts(parseWhere(where)),
    ...(userId === undefined ? [] : [equals('user_id', userId)]),
    ...(accountId === undefined ? [] : [equals('account_id', accountId)]),
  ])
  const signIns = authentication && SQL.sql`AND operation LIKE 'session.%'`
  const since = from !== undefined && SQL.sql`AND at >= ${new Date(from)}`
  const until = to !== undefined && SQL.sql`AND at ${beforeEnd(to)}`
  return {
    organizationId,
    branches: branches.map((branch) => ({
      ...branch,
      groups: join([branch.groups, signIns]),
      times: join([branch.times, since, until]),
    })),
  }
}

/** A day ends with the next one. */
function beforeEnd(to: string): SQL.Sql {
  const end = new Date(to)
  if (to.includes('T')) return SQL.sql`<= ${end}`
  end.setUTCDate(end.getUTCDate() + 1)
  return SQL.sql`< ${end}`
}
