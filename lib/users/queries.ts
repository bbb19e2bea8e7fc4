import 'server-only'
import { AppError } from '@/lib/errors'
import { decodeCursor, keyset, pageOf } from '@/lib/keyset'
import { query, SQL } from '@/lib/operation'
import { escapeLike, fold } from '@/lib/text'
import type { Situation } from '@/lib/users/policy'
import { findUsersSchema, userKeySchema } from '@/lib/users/schema'
import { type UserPage, type UserView, userSelect } from '@/lib/users/view'

const PAGE = 50
const byId = {
  sql: SQL.sql`id`,
  key: (key: string) => SQL.sql`${Number.parseInt(key, 10) || 0}::int`,
}

/** One page of an account's users, oldest first, searched by name or e-mail. */
export const findUsers = query({
  name: 'users.find',
  permission: 'users:read',
  input: findUsersSchema,
  async run({ actor, db, input }): Promise<UserPage> {
    const cursor = decodeCursor(input.cursor, 'users')
    const { after, order, limit } = keyset(byId, 'asc', cursor, PAGE)
    const wanted = fold(input.q)
    const search = wanted ? SQL.sql`AND search_key LIKE ${`%${escapeLike(wanted)}%`}` : SQL.empty
    const read = await db.$queryRaw<UserView[]>`
      SELECT id, account_id AS "accountId", first_name AS "firstName", last_name AS "lastName",
             email, org_admin AS "orgAdmin", account_admin AS "accountAdmin", active, version,
             last_login_at AS "lastLoginAt", created_at AS "createdAt"
        FROM users
       WHERE organization_id = ${actor.organizationId} AND account_id = ${input.accountId}
             ${search} ${after} ORDER BY ${order} LIMIT ${limit}`
    return pageOf(read, { cursor, size: PAGE, order: 'users', keyOf: (user) => String(user.id) })
  },
})

/** A user of an active account, with what the rules about administrators need to know. */
export const getUser = query({
  name: 'users.get',
  permission: 'users:read',
  input: userKeySchema,
  async run({ actor, db, input }): Promise<{ user: UserView; situation: Situation }> {
    const { organizationId } = actor
    const user = await db.user.findFirst({
      where: { id: input.id, organizationId, account: { active: true } },
      select: userSelect,
    })
    if (!user) throw new AppError('not-found', 'There is no such user.')
    const activeAdministrators = await db.user.count({
      where: { organizationId, orgAdmin: true, active: true },
    })
    return { user, situation: { actorId: actor.userId, activeAdministrators } }
  },
})
