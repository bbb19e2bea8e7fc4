import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { seedOrganization } from '@/lib/organization/seed'
import { readWithoutFactor } from '@/lib/second-factor/organization-policy'
import * as make from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { findPeople, searchPeople } from '@/lib/user-list/queries'

let admin: Actor
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })

beforeAll(async () => {
  const home = await make.organization('Large')
  const { organizationId } = home
  admin = home.admin
  await seedOrganization(make.origin, { accounts: 4_000, usersPerAccount: 7, organizationId })
  await owner.connect()
  await owner.query(
    "UPDATE users SET password_hash = 'x', has_factor = id % 20 > 0 WHERE id % 2 = 0",
  )
  for (const table of ['accounts', 'users', 'user_links', 'passkeys', 'failed_attempts']) {
    await owner.query(`VACUUM ANALYZE ${table}`)
  }
}, 60_000)
afterAll(() => owner.end())

async function plansOf(run: () => Promise<unknown>): Promise<string> {
  const plans: string[] = []
  for (const { text, values } of await statementsOf(run)) {
    if (!/^\s*(SELECT|WITH)/.test(text)) continue
    const { rows } = await owner.query(`EXPLAIN ${text}`, values)
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
  }
  return plans.join('\n\n')
}

const sorts = (['name', 'email', 'login', 'created'] as const).flatMap((sort) =>
  (['asc', 'desc'] as const).map((direction) => ({ sort, direction })),
)
const filters = [
  {},
  { status: 'active' },
  { status: 'inactive' },
  { status: 'invited' },
  { status: 'no-password' },
  { status: 'must-choose-password' },
  { status: 'locked' },
  { status: ['invited', 'locked'] },
  { secondFactor: 'none' },
  { role: 'org-admin' },
  { role: 'admin' },
  { role: 'org' },
  { signedIn: 'never' },
  { signedIn: '90' },
  { status: 'active', role: 'admin', secondFactor: 'none' },
  { q: 'ada' },
  { q: 'user3.12@example.com' },
  { q: 'ada', status: 'inactive' },
]

test.each(filters)('no sequential scan for a page of %j in any order', async (filter) => {
  for (const order of sorts) {
    const read = (cursor: string) =>
      searchPeople.runUntrusted(admin, { ...filter, ...order, cursor })
    for (const cursor of ['', 'last']) {
      const plans = await plansOf(() => read(cursor))
      expect(plans).not.toMatch(/Seq Scan on (users|accounts)\b/)
    }
  }
})

test('each status and sort reads an index that has its order', async () => {
  for (const { sort, direction } of sorts) {
    const plans = await plansOf(() =>
      searchPeople(admin, { status: ['inactive'], sort, direction }),
    )
    expect(plans).toMatch(new RegExp(`Limit .*\\n *-> +Index Scan.* using users_list_by_${sort} `))
  }
})

test('an email address among the people of a search is found by its index', async () => {
  const { rows } = await owner.query('SELECT email FROM users LIMIT 1')
  const known = await plansOf(() => findPeople(admin, { q: rows[0].email }))
  expect(known).toContain('users_email_key')
  const unknown = await plansOf(() => findPeople(admin, { q: 'user3.12@example' }))
  expect(unknown).toContain('users_search')
})

test('the people without a second factor are read from their index, not from those of others', async () => {
  const plans = await plansOf(() => readWithoutFactor(database(), admin.organizationId))
  expect(plans).toContain('Index Scan using users_without_factor')
  expect(plans).not.toMatch(/Seq Scan on (users|accounts)\b/)
})
