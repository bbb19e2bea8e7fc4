import 'server-only'
import type { RecordAudit } from '@/lib/activity/audit-log'
import { forgetLoginAttempts } from '@/lib/auth/reset-attempts'
import { pickColumns } from '@/lib/columns'
import { type Database, SQL } from '@/lib/db/sql'
import type { JobOf } from '@/lib/jobs/view'
import { endLinks } from '@/lib/links/records'
import type { TargetUser } from '@/lib/user-jobs/batch-users'
import type { UserBatchKind } from '@/lib/user-jobs/policy'
import { editableUserColumns } from '@/lib/users/columns'

type Entry = Parameters<RecordAudit>[0] & { operation: string }

type Change<K extends UserBatchKind> = {
  /** Changes all of these users, whom no rule protects. */
  apply(db: Database, users: TargetUser[], job: JobOf<K>): Promise<unknown>
  /** What the log records of each, as it does of a single change. */
  audit(user: TargetUser): Pick<Entry, 'operation' | 'detail'>
}

export const changes: { [kind in UserBatchKind]: Change<kind> } = {
  'users.deactivate': {
    async apply(db, users, { parameters: { deactivationId } }) {
      const ids = idsOf(users)
      await updateUsers(
        db,
        users,
        SQL.sql`active = false, deactivation_id = ${deactivationId}::uuid`,
      )
      await db.$executeRaw`DELETE FROM sessions WHERE user_id = ANY(${ids}::int[])`
      await endLinks(db, ids)
    },
    audit: (user) => auditUpdate(user, { active: false }),
  },
  'users.reactivate': {
    apply: (db, users) => updateUsers(db, users, SQL.sql`active = true, deactivation_id = NULL`),
    audit: (user) => auditUpdate(user, { active: true }),
  },
  'users.require-password': {
    apply: (db, users) => updateUsers(db, users, SQL.sql`must_change_password = true`),
    audit: () => ({
      operation: 'users.update',
      detail: { before: { mustChangePassword: false }, after: { mustChangePassword: true } },
    }),
  },
  'users.grant-admin': {
    apply: (db, users) => updateUsers(db, users, SQL.sql`account_admin = true`),
    audit: () => ({ operation: 'users.grantRole', detail: { role: 'admin', held: true } }),
  },
  'users.revoke-admin': {
    apply: (db, users) => updateUsers(db, users, SQL.sql`account_admin = false`),
    audit: () => ({ operation: 'users.revokeRole', detail: { role: 'admin', held: false } }),
  },
  'users.delete': {
    async apply(db, users) {
      await db.$executeRaw`DELETE FROM users WHERE id = ANY(${idsOf(users)}::int[])`
      await forgetLoginAttempts(
        db,
        users.map(({ id: userId, email: login }) => ({ userId, login })),
      )
    },
    audit: ({ accountId, ...user }) => ({
      operation: 'users.delete',
      detail: { before: { accountId, ...auditable(user) } },
    }),
  },
}

const idsOf = (users: TargetUser[]) => users.map(({ id }) => id)

function updateUsers(db: Database, users: TargetUser[], assignments: SQL.Sql): Promise<number> {
  return db.$executeRaw`
    UPDATE users SET ${assignments}, version = version + 1, updated_at = now()
     WHERE id = ANY(${idsOf(users)}::int[])`
}

function auditUpdate(user: TargetUser, change: { active: boolean }) {
  const before = auditable(user)
  return { operation: 'users.update', detail: { before, after: { ...before, ...change } } }
}

function auditable(user: Omit<TargetUser, 'accountId'>) {
  return pickColumns(editableUserColumns, user)
}
