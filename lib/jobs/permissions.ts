import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { allows, type Permission } from '@/lib/auth/permissions'
import { SQL } from '@/lib/db/sql'
import type { JobKind } from '@/lib/jobs/view'

type Needed = { [access in 'read' | 'write']: Permission }

const forAccounts: Needed = { read: 'accounts:read', write: 'accounts:write' }
const forUsers: Needed = { read: 'users:read', write: 'users:write' }

const permissions: { [kind in JobKind]: Needed } = {
  'accounts.import': forAccounts,
  'users.import': forUsers,
  'users.deactivate': forUsers,
  'users.reactivate': forUsers,
  'users.require-password': forUsers,
  'users.grant-admin': forUsers,
  'users.revoke-admin': forUsers,
  'users.make-links': forUsers,
  'users.delete': forUsers,
  'accounts.delete': forAccounts,
  'accounts.restore': forAccounts,
  // It changes nothing, so the permission to read the log is enough to cancel it.
  'audit.verify': { read: 'audit:read', write: 'audit:read' },
}

/**
 * The condition for the jobs that an actor may read or change: those of the organization whose
 * subject they may read or change.
 */
export function permittedJobs(actor: Actor, access: 'read' | 'write'): SQL.Sql {
  const permitted = Object.entries(permissions).filter(([, needed]) =>
    allows(actor, needed[access]),
  )
  const kinds = permitted.map(([kind]) => kind)
  return SQL.sql`organization_id = ${actor.organizationId} AND kind = ANY(${kinds}::text[])`
}
