import 'server-only'
import { z } from 'zod'
import { type Role, rolesOf } from '@/lib/auth/permissions'
import type { Fields } from '@/lib/ceql/compile'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { id } from '@/lib/ids'
import { decodeCursor } from '@/lib/listing/cursor'
import { byId, keyset, toPage } from '@/lib/listing/keyset'
import { type ListPage, listClauses, toListPage } from '@/lib/listing/list-page'
import { listParameters } from '@/lib/listing/schema'
import { query } from '@/lib/operation'
import { escapeLike, normalizeForSearch } from '@/lib/search-text'

import type { AdminContext } from '@/lib/users/policy'
import { adminContext, findUser, type UserKey } from '@/lib/users/records'
import { searchUsersSchema, userKeySchema } from '@/lib/users/schema'
import type { UserPage, UserRecord, UserView } from '@/lib/users/view'

const PAGE = 50

/** One page of an account's users, oldest first, searched by name or e-mail. */
export const searchUsers = query({
  name: 'users.find',
  permission: 'users:read',
  input: searchUsersSchema,
  async run({ actor, db, input }): Promise<UserPage> {
    const cursor = decodeCursor(input.cursor, 'users', byId.isValidKey)
    const { afterCursor, orderBy, limit } = keyset(byId, 'asc', cursor, PAGE)
    const { accountId, q } = input
    const read = await db.$queryRaw<UserView[]>`
      SELECT id, account_id AS "accountId", first_name AS "firstName", last_name AS "lastName",
             email, org_admin AS "orgAdmin", account_admin AS "accountAdmin", active, version,
             last_login_at AS "lastLoginAt", created_at AS "createdAt"
        FROM users
       WHERE account_id = ${accountId} AND organization_id = ${actor.organizationId}
             ${matching(q)} ${afterCursor} ORDER BY ${orderBy} LIMIT ${limit}`
    return toPage(read, {
      cursor,
      pageSize: PAGE,
      order: 'users',
      keyOf: (user) => String(user.id),
    })
  },
})

/** By any part of names and e-mail; fewer than three characters must begin one of them. */
function matching(q: string): SQL.Sql {
  const wanted = normalizeForSearch(q)
  if (wanted === '') return SQL.empty
  const pattern = `${escapeLike(wanted)}%`
  if ([...wanted].length > 2) return SQL.sql`AND search_key LIKE ${`%${pattern}`}`
  return SQL.sql`AND (search_key LIKE ${pattern} OR search_key LIKE ${`% ${pattern}`})`
}

/** A user by ID or e-mail, of an active account or not. */
export const getUser = query({
  name: 'users.lookUp',
  permission: 'users:read',
  input: userKeySchema,
  run: ({ actor, db, input }): Promise<UserRecord> => findUser(db, actor, input),
})

/** The roles of a user: their own, and what they inherit from their account. */
export const listUserRoles = query({
  name: 'users.findRoles',
  permission: 'users:read',
  input: userKeySchema,
  async run({ actor, db, input }): Promise<Role[]> {
    const { account, orgAdmin, ...user } = await findUser(db, actor, input)
    const accountAdmin = user.accountAdmin || account.accountAdmin
    return rolesOf({ orgAdmin, accountAdmin, defaultAccount: account.defaultAccount })
  },
})

const fields: Fields = {
  id: { type: 'integer', sql: SQL.sql`u.id` },
  firstName: { type: 'text', sql: SQL.sql`u.first_name` },
  lastName: { type: 'text', sql: SQL.sql`u.last_name` },
  email: { type: 'text', sql: SQL.sql`u.email` },
  active: { type: 'boolean', sql: SQL.sql`u.active` },
  externalId: { type: 'text', sql: SQL.sql`u.external_id` },
  createdDate: { type: 'date', sql: SQL.sql`u.created_at` },
  lastLoginDate: { type: 'date', sql: SQL.sql`coalesce(u.last_login_at, u.created_at)` },
}

const allOfUser = SQL.sql`
  SELECT u.id, u.account_id AS "accountId", u.first_name AS "firstName",
         u.last_name AS "lastName", u.email, u.org_admin AS "orgAdmin",
         u.account_admin AS "accountAdmin", u.active, u.version,
         u.last_login_at AS "lastLoginAt", u.created_at AS "createdAt",
         u.must_change_password AS "mustChangePassword", u.phone, u.street1, u.street2, u.city,
         u.state_province AS "stateProvince", u.postal_code AS "postalCode", u.country,
         u.external_id AS "externalId",
         json_build_object('active', a.active, 'defaultAccount', a.default_account,
                           'accountAdmin', a.account_admin) AS account
    FROM users u JOIN accounts a ON a.id = u.account_id`

const listUsersSchema = listParameters.extend({ within: userKeySchema.shape.within })

/** One page of users for scripts, oldest first: of an account, the default one, or all. */
export const listUsers = query({
  name: 'users.list',
  permission: 'users:read',
  input: listUsersSchema,
  async run({ actor, db, input }): Promise<ListPage<UserRecord>> {
    const { organizationId } = actor
    const { within } = input
    if (typeof within === 'number') await requireAccount(db, organizationId, within)
    const part = partOf(organizationId, within)
    const clauses = listClauses(input, fields, SQL.sql`u.id`)
    const read = await db.$queryRaw<UserRecord[]>`
      ${allOfUser}
       WHERE ${part} ${clauses.filter} ${clauses.orderAndLimit}`
    return toListPage(read, input, clauses)
  },
})

// Each by the column that has an index in the order of the list.
function partOf(organizationId: number, within: UserKey['within']): SQL.Sql {
  if (typeof within === 'number') {
    return SQL.sql`a.organization_id = ${organizationId} AND u.account_id = ${within}`
  }
  const all = SQL.sql`u.organization_id = ${organizationId}`
  return within === 'default' ? SQL.sql`${all} AND a.default_account` : all
}

async function requireAccount(db: Database, organizationId: number, id: number): Promise<void> {
  const found = await db.account.findFirst({ where: { id, organizationId }, select: { id: true } })
  if (!found) throw new AppError('not-found', 'There is no such account.')
}

const EXPORTED_AT_ONCE = 2_000

/** Every user of an account, oldest first, batch by batch. */
export const exportUsers = query({
  name: 'users.export',
  permission: 'users:read',
  input: z.object({ accountId: id }),
  async run({ actor, db, input }): Promise<AsyncIterable<UserRecord[]>> {
    await requireAccount(db, actor.organizationId, input.accountId)
    return batches(db, input.accountId)
  },
})

async function* batches(db: Database, accountId: number): AsyncGenerator<UserRecord[]> {
  let last: UserRecord | undefined
  do {
    const rows: UserRecord[] = await db.$queryRaw`${allOfUser}
       WHERE u.account_id = ${accountId} AND u.id > ${last?.id ?? 0}
       ORDER BY u.id LIMIT ${EXPORTED_AT_ONCE}`
    yield rows
    last = rows.length === EXPORTED_AT_ONCE ? rows.at(-1) : undefined
  } while (last)
}

/** A user of an active account, with what the rules about administrators need to know. */
export const getActiveUser = query({
  name: 'users.get',
  permission: 'users:read',
  input: userKeySchema,
  async run({ actor, db, input }): Promise<{ user: UserRecord; situation: AdminContext }> {
    const user = await findUser(db, actor, input)
    if (!user.account.active) throw new AppError('not-found', 'There is no such user.')
    return { user, situation: await adminContext(db, actor) }
  },
})
