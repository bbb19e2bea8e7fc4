import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { statementName } from '@/lib/db/statement-names'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { getUser, listUsers } from '@/lib/users/queries'

let admin: Actor
let one: { id: number; accountId: number; email: string }
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })

beforeAll(async () => {
  const home = await make.organization('Large')
  const { organizationId } = home
  admin = home.admin
  await seedOrganization(make.origin, { accounts: 4_000, usersPerAccount: 6, organizationId })
  await owner.connect()
  await owner.query("UPDATE users SET external_id = 'HR-' || id WHERE id % 10 = 0")
  await owner.query('UPDATE users SET active = false WHERE id % 1000 = 0')
  await owner.query(
    `INSERT INTO rate_limits (key, points, expire)
     SELECT 'login:' || encode(sha256(n::text::bytea), 'hex') || ':' || n, 5, 9999999999999
       FROM generate_series(1, 20000) n`,
  )
  for (const table of ['accounts', 'users', 'rate_limits']) {
    await owner.query(`VACUUM ANALYZE ${table}`)
  }
  const { rows } = await owner.query(
    'SELECT id, account_id AS "accountId", email FROM users WHERE id % 10 = 0 LIMIT 1',
  )
  one = rows[0]
}, 60_000)
afterAll(() => owner.end())

async function plansOf(run: () => Promise<unknown>): Promise<string> {
  const plans: string[] = []
  for (const { text, values } of await statementsOf(run)) {
    if (!/^\s*SELECT/.test(text)) continue
    const { rows } = await owner.query(`EXPLAIN ${text}`, values)
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
  }
  return plans.join('\n\n')
}

describe('no sequential scan for', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['a user', () => getUser(admin, { id: one.id })],
    ['a page of users', () => listUsers(admin, { pageSize: 50 })],
    ['the users of an account', () => listUsers(admin, { within: one.accountId })],
    ['an email', () => listUsers(admin, { where: `email = '${one.email.toUpperCase()}'` })],
    ['emails', () => listUsers(admin, { where: `email IN ('${one.email}', 'X@B.TEST')` })],
    ['an account', () => listUsers(admin, { where: `accountId = '${one.accountId}'` })],
    ['an external ID', () => listUsers(admin, { where: `externalId = 'HR-${one.id}'` })],
    ['external IDs', () => listUsers(admin, { where: "externalId IN ('HR-10', 'HR-20')" })],
  ])('%s', async (_, run) => {
    const plans = await plansOf(run)
    expect(plans).not.toMatch(/Seq Scan on (accounts a|users u|rate_limits)/)
    // A page of users is read in the order of its index, an exact condition by its own.
    expect(plans).toContain('Index')
  })

  test('conditions that only their own index answers', async () => {
    const plans = async (where: string) => plansOf(() => listUsers(admin, { where }))
    expect(await plans(`email = '${one.email}'`)).toContain('users_email')
    expect(await plans(`accountId = ${one.accountId}`)).toContain('users_by_account')
    expect(await plans(`externalId = 'HR-${one.id}'`)).toContain('users_by_external_id')
  })
})

test('users are found by their full names without reading all', async () => {
  for (const where of ["fullName = 'Nobody Here'", "name IN ('Nobody Here', 'No One')"]) {
    expect(await plansOf(() => listUsers(admin, { where }))).toContain('users_search')
  }
})

test('one statement finds an email', async () => {
  const run = () => listUsers(admin, { where: `email = '${one.email}'` })
  expect(await statementsOf(run)).toHaveLength(1)
})

test('a user is read by a statement that is prepared once', async () => {
  const statements = await statementsOf(() => getUser(admin, { id: one.id }))
  expect(statements).toHaveLength(1)
  for (const { text } of statements) expect(statementName({ sql: text })).not.toBe('')
})

test('the attempts of all users on a page are read with the page', async () => {
  const run = () => listUsers(admin, { pageSize: 2_000 })
  const readsUsers = ({ text }: { text: string }) => /SELECT\s+u\.id/.test(text)
  expect((await statementsOf(run)).filter(readsUsers)).toHaveLength(1)
  expect(await plansOf(run)).toContain('rate_limits_by_login')
})
