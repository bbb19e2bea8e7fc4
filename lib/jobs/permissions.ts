import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { allows } from '@/lib/auth/permissions'
import { SQL } from '@/lib/db/sql'
import type { JobKind } from '@/lib/jobs/view'

// The records that a job of each kind changes.
const subjects: { [kind in JobKind]: 'accounts' | 'users' } = {
  'accounts.import': 'accounts',
  'users.import': 'users',
  'accounts.delete': 'accounts',
  'accounts.restore': 'accounts',
  'users.deactivate': 'users',
  'users.reactivate': 'users',
  'users.require-password': 'users',
  'users.grant-admin': 'users',
  'users.revoke-admin': 'users',
  'users.make-links': 'users',
  'users.delete': 'users',
}

/**
 * The condition for the jobs that an actor may read or change: those of the organization whose
 * records they may read or change.
 */
export function permittedJobs(actor: Actor, access: 'read' | 'write'): SQL.Sql {
  const permitted = Object.entries(subjects).filter(([, subject]) =>
    allows(actor, `${subject}:${access}`),
  )
  const kinds = permitted.map(([kind]) => kind)
  return SQL.sql`organization_id = ${actor.organizationId} AND kind = ANY(${kinds}::text[])`
}
