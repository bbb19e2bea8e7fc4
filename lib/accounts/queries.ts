import 'server-only'
import { accountKeySchema, type FindAccounts, findAccountsSchema } from '@/lib/accounts/schema'
import { type AccountView, accountSelect, type Page, type Total } from '@/lib/accounts/view'
import { AppError } from '@/lib/errors'
import { decodeCursor, keyset, pageOf } from '@/lib/keyset'
import { type Actor, type Database, query, SQL } from '@/lib/operation'
import { escapeLike, fold } from '@/lib/text'

const EXACT_UP_TO = 10_000
const MAX_INTEGER = 2_147_483_647

const columns = {
  name: { sql: SQL.sql`name_key`, key: (key: string) => SQL.sql`${key}` },
  id: { sql: SQL.sql`id`, key: (key: string) => SQL.sql`${Number.parseInt(key, 10) || 0}::int` },
  created: {
    sql: SQL.sql`created_at`,
    key: (key: string) => SQL.sql`to_timestamp(${Number.parseInt(key, 10) || 0} / 1000.0)`,
  },
}

/** One page of the active accounts: searched, sorted, with its cursors. */
export const findAccounts = query({
  name: 'accounts.find',
  permission: 'accounts:read',
  input: findAccountsSchema,
  async run({ actor, db, input }): Promise<Page<AccountView>> {
    const order = `${input.sort} ${input.direction}`
    const cursor = decodeCursor(input.cursor, order)
    const found = matching(actor, input)
    const { after, ...page } = keyset(columns[input.sort], input.direction, cursor, input.size)
    const read = await db.$queryRaw<(AccountView & { total: number })[]>`
      WITH total AS (SELECT count(*)::int AS total FROM
        (SELECT 1 FROM accounts WHERE ${found} LIMIT ${EXACT_UP_TO + 1}) counted)
      SELECT id, name, description, external_id AS "externalId", active,
             default_account AS "defaultAccount", user_count AS "userCount",
             active_user_count AS "activeUserCount", version, created_at AS "createdAt",
             updated_at AS "updatedAt", name_key AS "nameKey", (SELECT total FROM total) AS total
        FROM accounts WHERE ${found} ${after} ORDER BY ${page.order} LIMIT ${page.limit}`
    const cut = pageOf(read, { cursor, size: input.size, order, keyOf: keyFor(input.sort) })
    return { ...cut, total: await totalOf(db, found, read[0]?.total ?? 0) }
  },
})

function keyFor(sort: FindAccounts['sort']) {
  return (row: AccountView): string => {
    if (sort === 'id') return String(row.id)
    return sort === 'created' ? String(row.createdAt.getTime()) : fold(row.name)
  }
}

/** By part of the name, by ID, or by the beginning of the external ID. */
function matching({ organizationId }: Actor, { q }: FindAccounts): SQL.Sql {
  const scope = SQL.sql`organization_id = ${organizationId} AND active`
  const wanted = fold(q)
  if (wanted === '') return scope
  const pattern = escapeLike(wanted)
  const name = [...wanted].length < 3 ? `${pattern}%` : `%${pattern}%`
  const number = /^\d{1,10}$/.test(wanted) ? Number(wanted) : 0
  const byId = number > 0 && number <= MAX_INTEGER ? SQL.sql`OR id = ${number}::int` : SQL.empty
  return SQL.sql`${scope} AND (name_key LIKE ${name}
    OR lower(external_id) LIKE ${`${escapeLike(q.trim().toLowerCase())}%`} ${byId})`
}

/** Exact as far as counting is cheap, beyond that what the planner expects. */
async function totalOf(db: Database, found: SQL.Sql, counted: number): Promise<Total> {
  if (counted <= EXACT_UP_TO) return { count: counted, exact: true }
  const [plan] = await db.$queryRaw<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }[]>`
    EXPLAIN (FORMAT JSON) SELECT 1 FROM accounts WHERE ${found}`
  const expected = plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? counted
  return { count: Math.max(Number(expected.toPrecision(2)), EXACT_UP_TO), exact: false }
}

/** An active account, and whether another active one has the same name. */
export const getAccount = query({
  name: 'accounts.get',
  permission: 'accounts:read',
  input: accountKeySchema,
  async run({ actor, db, input }): Promise<AccountView & { namesake: boolean }> {
    const { organizationId } = actor
    const account = await db.account.findFirst({
      where: { id: input.id, organizationId, active: true },
      select: accountSelect,
    })
    if (!account) throw new AppError('not-found', 'There is no such account.')
    const namesake = await db.account.findFirst({
      where: {
        organizationId,
        active: true,
        nameKey: fold(account.name),
        id: { not: account.id },
      },
      select: { id: true },
    })
    return { ...account, namesake: namesake !== null }
  },
})

/** An account that was deleted and can be restored; null when there is no such one. */
export const findDeletedAccount = query({
  name: 'accounts.findDeleted',
  permission: 'accounts:read',
  input: accountKeySchema,
  run: ({ actor, db, input }): Promise<AccountView | null> =>
    db.account.findFirst({
      where: { id: input.id, organizationId: actor.organizationId, active: false },
      select: accountSelect,
    }),
})
