import 'server-only'
import { userAccountColumns } from '@/lib/accounts/columns'
import { lockAccountWhere } from '@/lib/accounts/records'
import type { Actor } from '@/lib/auth/actor'
import { pickColumns, selectOf } from '@/lib/columns'
import { jsonObject, selectList } from '@/lib/db/columns'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { userColumns } from '@/lib/users/columns'
import type { UserRecord } from '@/lib/users/view'

/** A user by ID or email address, in one account or the organization. */
export type UserKey = { id: number | string; within?: number | undefined }

export const userNotFound = () => new AppError('not-found', 'User not found.')

const columns = selectList(userColumns, 'u')

/** Reads users with their accounts; the conditions name them `u` and `a`. */
export const selectUsers = SQL.sql`
  SELECT ${columns}, ${jsonObject(userAccountColumns, 'a')} AS account
    FROM users u JOIN accounts a ON a.id = u.account_id`

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
  return within === undefined ? scoped : SQL.sql`${scoped} AND u.account_id = ${within}`
}

type UserChange = Parameters<Database['user']['update']>[0]['data']

export async function saveUser(
  db: Database,
  { id, account }: UserRecord,
  change: UserChange,
): Promise<UserRecord> {
  const user = await db.user.update({
    where: { id },
    data: { ...change, version: { increment: 1 }, updatedAt: new Date() },
    select: selectOf(userColumns),
  })
  return { ...user, account }
}
