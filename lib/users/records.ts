import 'server-only'
import { userAccountColumns } from '@/lib/accounts/columns'
import { lockAccountWhere } from '@/lib/accounts/records'
import type { Actor } from '@/lib/auth/actor'
import { blockedSources, lockedSources } from '@/lib/auth/lock-outs'
import { initialPasswordExpired, passwordExpired } from '@/lib/auth/password-expiry'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { pickColumns, selectOf } from '@/lib/columns'
import { jsonObject, selectList } from '@/lib/db/columns'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { userColumns } from '@/lib/users/columns'
import { isInvited } from '@/lib/users/invitations'
import { signInBlocked } from '@/lib/users/status'
import type { UserRecord, WithCredentials } from '@/lib/users/view'

/** A user by ID or email address, in one account or the organization. */
export type UserKey = {
  id: number | string
  within?: number | undefined
  includeInactive?: boolean | undefined
}

export const userNotFound = () => new AppError('not-found', 'User not found.')

const columns = selectList(userColumns, 'u')

const signInState = SQL.sql`
  ${signInBlocked} AS "signInBlocked", ${passwordExpired} AS "passwordExpired",
  ${initialPasswordExpired} AS "initialPasswordExpired",
  u.password_hash <> ${NO_PASSWORD} AS "hasPassword", ${isInvited} AS invited`

/** Of users `u` with their account `a` and organization `o`. */
export const userRecordColumns = SQL.sql`
  ${columns}, ${signInState},
  u.secret_hash IS NOT NULL AS "hasSecret", u.secret_created_at AS "secretCreatedAt",
  ${jsonObject(userAccountColumns, 'a')} AS account`

export const userJoins = SQL.sql`
  JOIN accounts a ON a.id = u.account_id
  JOIN organizations o ON o.id = u.organization_id`

export async function findUser(
  db: Database,
  actor: Actor,
  key: UserKey,
): Promise<UserRecord & WithCredentials> {
  const [user] = await db.$queryRaw<(UserRecord & WithCredentials)[]>`
    SELECT ${userRecordColumns} FROM users u ${userJoins} WHERE ${userCondition(actor, key)}`
  if (!user) throw userNotFound()
  return user
}

export async function lockUser(db: Database, actor: Actor, key: UserKey): Promise<UserRecord> {
  const user = await lockUserIfExists(db, actor, key)
  if (!user) throw userNotFound()
  return user
}

/** Locks and reads a user; every command locks the account before the user. */
export async function lockUserIfExists(
  db: Database,
  actor: Actor,
  key: UserKey,
): Promise<UserRecord | undefined> {
  const condition = userCondition(actor, key)
  const accountId = SQL.sql`(SELECT u.account_id FROM users u WHERE ${condition})`
  const account = await lockAccountWhere(db, actor, SQL.sql`id = ${accountId}`)
  if (!account) return undefined
  const [user] = await db.$queryRaw<UserRecord[]>`
    SELECT ${columns}, ${signInState}
      FROM users u JOIN organizations o ON o.id = u.organization_id
     WHERE ${condition} FOR UPDATE OF u`
  return user && { ...user, account: pickColumns(userAccountColumns, account) }
}

function userCondition(
  { organizationId }: Actor,
  { id, within, includeInactive = true }: UserKey,
): SQL.Sql {
  const user = typeof id === 'number' ? SQL.sql`u.id = ${id}` : SQL.sql`u.email = ${id}`
  const scoped = SQL.sql`${user} AND u.organization_id = ${organizationId}
                         ${includeInactive ? SQL.empty : SQL.sql`AND u.active`}`
  return within === undefined ? scoped : SQL.sql`${scoped} AND u.account_id = ${within}`
}

type UserChange = Parameters<Database['user']['update']>[0]['data']

export async function saveUser(
  db: Database,
  before: UserRecord,
  change: UserChange,
): Promise<UserRecord> {
  const { account, passwordExpired, initialPasswordExpired, hasPassword, invited } = before
  const user = await db.user.update({
    where: { id: before.id },
    data: { ...change, version: { increment: 1 } },
    select: selectOf(userColumns),
  })
  const isSameLogin = user.email === before.email
  const signInBlocked = isSameLogin ? before.signInBlocked : await isLoginBlocked(db, user.email)
  const state = { passwordExpired, initialPasswordExpired, hasPassword, invited, signInBlocked }
  return { ...user, ...state, account }
}

/** Attempts are counted by what was typed, so a login can be blocked before it has a user. */
export async function isLoginBlocked(db: Database, login: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ blocked: boolean }[]>`
    SELECT EXISTS (SELECT ${blockedSources(SQL.sql`${login}`)})
        OR EXISTS (SELECT ${lockedSources(SQL.sql`${login}`)}) AS blocked`
  return row?.blocked ?? false
}
