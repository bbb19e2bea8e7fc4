import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError, fieldError } from '@/lib/errors'
import { isMailOn } from '@/lib/mail/settings'
import {
  type AdminContext,
  INACTIVE_ACCOUNT,
  OWN_EMAIL,
  whyNotRemovable,
  whyOrgAdminFixed,
} from '@/lib/users/policy'
import type { UserRecord } from '@/lib/users/view'

// The index of administrators answers this; an organization has few of them.
export const activeAdministrators = (organizationId: number) => SQL.sql`(
  SELECT count(*)::int FROM users
   WHERE organization_id = ${organizationId} AND org_admin AND active)`

export async function adminContext(
  db: Database,
  { organizationId, userId }: Actor,
): Promise<AdminContext> {
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT ${activeAdministrators(organizationId)} AS count`
  return { actorId: userId, activeAdministrators: counted?.count ?? 0 }
}

export function requireVersion(
  user: UserRecord,
  version: number | undefined,
  subject = 'this user',
): void {
  if (version === undefined || version === user.version) return
  const { firstName, lastName, email } = user
  const checkbox = (checked: boolean) => (checked ? 'on' : 'off')
  const [orgAdmin, accountAdmin] = [checkbox(user.orgAdmin), checkbox(user.accountAdmin)]
  throw new AppError('stale', `Someone else changed ${subject} while you were editing.`, {
    current: { firstName, lastName, email, orgAdmin, accountAdmin },
    version: user.version,
  })
}

export async function requirePermitted(
  db: Database,
  actor: Actor,
  before: UserRecord,
  after: { email: string; orgAdmin: boolean; active: boolean },
): Promise<void> {
  if (before.id === actor.userId && after.email !== before.email && isMailOn()) {
    throw fieldError('conflict', 'email', OWN_EMAIL)
  }
  if (after.orgAdmin !== before.orgAdmin) {
    const { defaultAccount } = before.account
    const denial = whyOrgAdminFixed(before, defaultAccount, await adminContext(db, actor))
    if (denial) throw fieldError(denial.code, 'orgAdmin', denial.message)
  }
  if (before.active && !after.active) {
    const reason = whyNotRemovable(before, await adminContext(db, actor))
    if (reason) throw new AppError('conflict', reason)
  }
  if (!before.active && after.active && !before.account.active) {
    throw new AppError('conflict', INACTIVE_ACCOUNT)
  }
}
