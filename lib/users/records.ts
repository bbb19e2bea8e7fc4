import 'server-only'
import { lockAccount } from '@/lib/accounts/records'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'

import type { AdminContext } from '@/lib/users/policy'
import { type UserRecord, userRecordSelect } from '@/lib/users/view'

/** How a user is named: by ID or e-mail, within an account, the default account, or anywhere. */
export type UserKey = { id: number | string; within?: number | 'default' | undefined }

/** The condition for the users of the organization, or of the part of it that is named. */
function scopeOf({ organizationId }: Actor, within: UserKey['within']) {
  if (within === undefined) return { organizationId }
  if (within === 'default') return { organizationId, account: { defaultAccount: true } }
  return { organizationId, accountId: within }
}

/** The user of this key, of an active account or not. */
export async function findUser(db: Database, actor: Actor, key: UserKey): Promise<UserRecord> {
  const ref = typeof key.id === 'number' ? { id: key.id } : { email: key.id }
  const where = { ...scopeOf(actor, key.within), ...ref }
  const user = await db.user.findFirst({ where, select: userRecordSelect })
  if (!user) throw new AppError('not-found', 'There is no such user.')
  return user
}

/** The same, locked; the account first, then the user: the order in which every command locks. */
export async function lockUser(db: Database, actor: Actor, key: UserKey): Promise<UserRecord> {
  const { id, accountId } = await findUser(db, actor, key)
  await lockAccount(db, actor, accountId)
  await db.$executeRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`
  return findUser(db, actor, { id })
}

/** What the rules about administrators need to know. */
export async function adminContext(
  db: Database,
  { organizationId, userId }: Actor,
): Promise<AdminContext> {
  // By the index of those who have the role, of whom there are few.
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM users
     WHERE organization_id = ${organizationId} AND org_admin AND active`
  return { actorId: userId, activeAdministrators: counted?.count ?? 0 }
}
