import 'server-only'
import { userAccountColumns } from '@/lib/accounts/columns'
import { lockAccountWhere } from '@/lib/accounts/records'
import type { Actor } from '@/lib/auth/actor'
import { pickColumns } from '@/lib/columns'
import { jsonObject, selectList } from '@/lib/db/columns'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError, fieldError } from '@/lib/errors'
import { userColumns } from '@/lib/users/columns'
import { type AdminContext, whyNotRemovable, whyOrgAdminFixed } from '@/lib/users/policy'
import type { UserRecord } from '@/lib/users/view'

/** A user by ID or e-mail address, in one account, the default account or the organization. */
export type UserKey = { id: number | string; within?: number | 'default' | undefined }

export const userNotFound = () => new AppError('not-found', 'User not found.')

const columns = selectList(userColumns, 'u')

/** Reads users with their accounts; the conditions name them `u` and `a`. */
export const selectUsers = SQL.sql`
  SELECT ${columns}, ${jsonObject(userAccountColumns, 'a')} AS account
    FROM users u JOIN accounts a ON a.id = u.account_id`

/** Finds a user, of an active account or not. */
export async function findUser(db: Database, actor: Actor, key: UserKey): Promise<UserRecord> {
  const [user] = await db.$queryRaw<UserRecord[]>`${selectUsers} WHERE ${userCondition(actor, key)}`
  if (!user) throw userNotFound()
  return user
}

/** Locks and reads a user; every command locks the account before the user. */
export async function lockUser(db: Database, actor: Actor, key: UserKey): Promise<UserRecord> {
  const condition = userCondition(actor, key)
  const accountId = SQL.sql`(SELECT u.account_id FROM users u WHERE ${condition})`
  const account = await lockAccountWhere(db, actor, SQL.sql`id = ${accountId}`)
  if (!account) throw userNotFound()
  const [user] = await db.$queryRaw<UserRecord[]>`
    SELECT ${columns} FROM users u WHERE ${condition} FOR UPDATE`
  if (!user) throw userNotFound()
  return { ...user, account: pickColumns(userAccountColumns, account) }
}

function userCondition({ organizationId }: Actor, { id, within }: UserKey): SQL.Sql {
  const user = typeof id === 'number' ? SQL.sql`u.id = ${id}` : SQL.sql`u.email = ${id}`
  const scoped = SQL.sql`${user} AND u.organization_id = ${organizationId}`
  if (within === undefined) return scoped
  if (typeof within === 'number') return SQL.sql`${scoped} AND u.account_id = ${within}`
  return SQL.sql`${scoped} AND u.account_id = (
    SELECT id FROM accounts WHERE organization_id = ${organizationId} AND default_account)`
}

/** Reads what the rules about administrators need to know of the organization. */
export async function adminContext(
  db: Database,
  { organizationId, userId }: Actor,
): Promise<AdminContext> {
  // The index of administrators answers this; an organization has few of them.
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM users
     WHERE organization_id = ${organizationId} AND org_admin AND active`
  return { actorId: userId, activeAdministrators: counted?.count ?? 0 }
}

/** Rejects a change that is based on an older version of the user. */
export function requireVersion(user: UserRecord, version: number | undefined): void {
  if (version === undefined || version === user.version) return
  const { firstName, lastName, email } = user
  const checkbox = (checked: boolean) => (checked ? 'on' : 'off')
  const [orgAdmin, accountAdmin] = [checkbox(user.orgAdmin), checkbox(user.accountAdmin)]
  throw new AppError('stale', 'Someone else changed this user while you were editing.', {
    current: { firstName, lastName, email, orgAdmin, accountAdmin },
    version: user.version,
  })
}

/** Rejects a change of role or state that the rules about administrators or accounts forbid. */
export async function requirePermitted(
  db: Database,
  actor: Actor,
  before: UserRecord,
  after: { orgAdmin: boolean; active: boolean },
): Promise<void> {
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
    throw new AppError('conflict', "Users of a deactivated account can't be active.")
  }
}
