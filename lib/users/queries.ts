import 'server-only'
import { z } from 'zod'
import { accountNotFound } from '@/lib/accounts/records'
import type { Actor } from '@/lib/auth/actor'
import { selectList } from '@/lib/db/columns'
import { type Database, SQL } from '@/lib/db/sql'
import { id } from '@/lib/ids'
import { decodeCursor } from '@/lib/listing/cursor'
import { byId, keyset, toPage } from '@/lib/listing/keyset'
import { type List, type ListPage, readListPage } from '@/lib/listing/list-page'
import { readNearestPage } from '@/lib/listing/nearest-page'
import { listParameters } from '@/lib/listing/schema'
import { query } from '@/lib/operation'
import { listedUserColumns } from '@/lib/users/columns'
import { userConditionFields } from '@/lib/users/condition-fields'
import { eachBatch } from '@/lib/users/export'
import { readOpenLink } from '@/lib/users/open-link'
import type { AdminContext } from '@/lib/users/policy'
import { getUserSchema, searchUsersSchema } from '@/lib/users/query-schema'
import { findUser, userJoins, userNotFound, userRecordColumns } from '@/lib/users/records'
import { adminContext } from '@/lib/users/rules'
import { userKeySchema } from '@/lib/users/schema'
import { searchCondition } from '@/lib/users/search'
import { statusColumns } from '@/lib/users/status'
import type {
  ExportedUser,
  OpenLink,
  UserPage,
  UserRecord,
  WithCredentials,
} from '@/lib/users/view'

const PAGE_SIZE = 50

export const searchUsers = query({
  name: 'users.search',
  permission: 'users:read',
  input: searchUsersSchema,
  async run({ actor, db, input }): Promise<UserPage> {
    const requested = decodeCursor(input.cursor, 'users', byId.isValidKey)
    const search = searchCondition(input.q)
    const matchesSearch = search ? SQL.sql`AND ${search}` : SQL.empty
    return readNearestPage(requested, async (cursor) => {
      const { afterCursor, orderBy, limit } = keyset(byId, 'asc', cursor, PAGE_SIZE)
      const rows = await db.$queryRaw<UserPage['rows']>`
        SELECT ${selectList(listedUserColumns)}, ${statusColumns}
          FROM users u
         WHERE account_id = ${input.accountId} AND organization_id = ${actor.organizationId}
               ${matchesSearch} ${afterCursor} ORDER BY ${orderBy} LIMIT ${limit}`
      const keyOf = (user: UserPage['rows'][number]) => String(user.id)
      return toPage(rows, { cursor, pageSize: PAGE_SIZE, order: 'users', keyOf })
    })
  },
})

/** A user, of an active account or not. */
export const getUser = query({
  name: 'users.get',
  permission: 'users:read',
  input: getUserSchema,
  run: ({ actor, db, input }): Promise<UserRecord> => findUser(db, actor, input),
})

type ActiveUser = {
  user: UserRecord & WithCredentials
  adminContext: AdminContext
  link: OpenLink | undefined
}

/** A user of an active account, with what the rules about administrators need to know. */
export const getActiveUser = query({
  name: 'users.getActive',
  permission: 'users:read',
  input: userKeySchema,
  async run({ actor, db, input }): Promise<ActiveUser> {
    const [user, context] = await Promise.all([findUser(db, actor, input), adminContext(db, actor)])
    if (!user.account.active) throw userNotFound()
    const link = await readOpenLink(db, user.id)
    return { user, adminContext: context, link }
  },
})

const listUsersSchema = listParameters.extend({
  within: z.union([id, z.literal('default')]).optional(),
})

/** One page of users for the API, oldest first: of one account, the default account or all. */
export const listUsers = query({
  name: 'users.list',
  permission: 'users:read',
  input: listUsersSchema,
  async run({ actor, db, input }): Promise<ListPage<UserRecord>> {
    const { within, includeInactive } = input
    const account = within === undefined ? undefined : await requireAccount(db, actor, within)
    const list: List = {
      columns: userRecordColumns,
      table: SQL.sql`users`,
      alias: SQL.sql`u`,
      joins: userJoins,
      ...scopesOf(actor, account),
      size: includeInactive === false ? account?.activeUserCount : account?.userCount,
      includesInactive: true,
      parts: (withInactive) => [
        {
          condition: withInactive ? SQL.sql`true` : SQL.sql`u.active`,
          fields: userConditionFields,
        },
      ],
    }
    return readListPage(db, list, input)
  },
})

type UserCounts = { id: number; userCount: number; activeUserCount: number }

// Name the column whose index is in the order of the list.
function scopesOf({ organizationId }: Actor, account: UserCounts | undefined) {
  if (!account) {
    const scope = SQL.sql`u.organization_id = ${organizationId}`
    return { scope, tableScope: scope }
  }
  const tableScope = SQL.sql`u.account_id = ${account.id}`
  return { scope: SQL.sql`a.organization_id = ${organizationId} AND ${tableScope}`, tableScope }
}

async function requireAccount(
  db: Database,
  { organizationId }: Actor,
  id: number | 'default',
): Promise<UserCounts> {
  const condition = id === 'default' ? SQL.sql`default_account` : SQL.sql`id = ${id}`
  const [account] = await db.$queryRaw<UserCounts[]>`
    SELECT id, user_count AS "userCount", active_user_count AS "activeUserCount"
      FROM accounts WHERE organization_id = ${organizationId} AND ${condition}`
  if (!account) throw accountNotFound()
  return account
}

export const exportUsers = query({
  name: 'users.export',
  permission: 'users:read',
  input: z.object({ accountId: id }),
  async run({ actor, db, input }): Promise<AsyncIterable<ExportedUser[]>> {
    await requireAccount(db, actor, input.accountId)
    return eachBatch(db, input.accountId)
  },
})
