import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchAccounts } from '@/lib/accounts/list'
import { listAccounts } from '@/lib/accounts/queries'
import type { Actor } from '@/lib/auth/actor'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'

const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
let admin: Actor
let lateIds: number[]

beforeAll(async () => {
  const other = await make.organization('Earlier')
  const home = await make.organization('Early')
  const { organizationId } = home
  admin = home.admin
  await owner.connect()
  const seed = (accounts: number, id: number) =>
    seedOrganization(make.origin, { accounts, usersPerAccount: 0, organizationId: id })
  await seed(10_000, other.organizationId)
  await seed(50_000, organizationId)
  const { rows } = await owner.query(
    `UPDATE accounts SET name = 'Late ' || name, name_key = 'late ' || name_key
      WHERE id IN (SELECT id FROM accounts WHERE organization_id = $1 ORDER BY id DESC LIMIT 1500)
  RETURNING id`,
    [organizationId],
  )
  // More than are collected end with a word that none of the first has. The last begin with it.
  const rename = (prefix: string, suffix: string, count: number) =>
    owner.query(
      `UPDATE accounts SET name = $3 || name || $4, name_key = lower($3) || name_key || lower($4)
        WHERE id IN (SELECT id FROM accounts WHERE organization_id = $1 ORDER BY id DESC LIMIT $2)`,
      [organizationId, count, prefix, suffix],
    )
  await rename('', ' Omega', 29_000)
  await rename('Omega ', '', 200)
  lateIds = rows.map(({ id }) => id).toSorted((a, b) => a - b)
  await owner.query('VACUUM ANALYZE accounts')
}, 60_000)
afterAll(() => owner.end())

test('a common part of names is found without reading the accounts of other organizations', async () => {
  await expectFewRowsRead(() =>
    listAccounts(admin, { where: "name LIKE '%Traders%'", pageSize: 10 }),
  )
})

test('a common part of names that only the last accounts have is found without reading the others', async () => {
  const list = () => listAccounts(admin, { where: "name LIKE '%Late%'", pageSize: 10 })
  const { rows } = await list()
  expect(rows.map(({ id }) => id)).toEqual(lateIds.slice(0, 10))
  await expectFewRowsRead(list)
})

test.each(
  (['id', 'name'] as const).flatMap((sort) =>
    (['asc', 'desc'] as const).map((direction) => ({ sort, direction })),
  ),
)(
  'names that begin with a word are not listed before names that end with it, by $sort, $direction',
  async (order) => {
    const { sort, direction } = order
    const key = { id: 'id', name: 'name_key' }[sort]
    const { rows } = await owner.query(
      `SELECT id FROM accounts WHERE organization_id = $1 AND name_key LIKE '%omega%'
      ORDER BY ${key} ${direction}, id ${direction}`,
      [admin.organizationId],
    )
    const ids = rows.map(({ id }) => id)
    const read = (cursor: string) => searchAccounts(admin, { q: 'omega', ...order, cursor })
    const [first, last] = [await read(''), await read('last')]
    const pages = [first, await read(first.next), await read(last.previous), last]
    const listed = pages.flatMap((page) => page.rows.map(({ id }) => id))
    expect(listed).toEqual([...ids.slice(0, 100), ...ids.slice(-100)])
  },
)

async function expectFewRowsRead(run: () => Promise<unknown>): Promise<void> {
  for (const { text, values } of await statementsOf(run)) {
    if (!/^\s*SELECT/.test(text)) continue
    const explained = await owner.query(`EXPLAIN (ANALYZE, BUFFERS OFF) ${text}`, values)
    const plan = explained.rows.map((row) => row['QUERY PLAN']).join('\n')
    for (const [, removed] of plan.matchAll(/Rows Removed by Filter: (\d+)/g)) {
      expect(Number(removed)).toBeLessThan(6_000)
    }
  }
}
