import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, deleteAccount, updateAccount } from '@/lib/accounts/commands'
import { searchAccounts, suggestAccounts } from '@/lib/accounts/list'
import { getActiveAccount, listAccounts } from '@/lib/accounts/queries'
import type { Actor } from '@/lib/auth/actor'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { timed } from '@/lib/testing/timing'
import { getActiveUser, listUsers, searchUsers } from '@/lib/users/queries'

let admin: Actor
let large: { id: number; userId: number; version: number }
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })

beforeAll(async () => {
  const home = await make.organization('Large')
  const { organizationId } = home
  admin = home.admin
  await seedOrganization(make.origin, { accounts: 24_000, usersPerAccount: 1, organizationId })
  await seedOrganization(make.origin, { accounts: 1, usersPerAccount: 3_000, organizationId })
  await owner.connect()
  // Most names share a first word, more than a page holds; some begin their second word like it.
  for (const [from, to, word] of [
    [2, 11, 'zulu'],
    [1, 1, 'zulu zulf'],
  ]) {
    await owner.query(
      `UPDATE accounts SET name = initcap($4) || ' ' || name, name_key = $4::text || ' ' || name_key
        WHERE organization_id = $1 AND id % 12 BETWEEN $2 AND $3`,
      [organizationId, from, to, word],
    )
  }
  await owner.query('VACUUM ANALYZE accounts')
  await owner.query('VACUUM ANALYZE users')
  const { rows } = await owner.query(
    `SELECT a.id, a.version, u.id AS "userId" FROM accounts a JOIN users u ON u.account_id = a.id
      WHERE a.external_id = 'CUST-0024001' LIMIT 1`,
  )
  large = rows[0]
}, 60_000)
afterAll(() => owner.end())

async function plansOf(run: () => Promise<unknown>, options = ''): Promise<string> {
  const plans: string[] = []
  for (const { text, values } of await statementsOf(run)) {
    if (!/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/.test(text)) continue
    const { rows } = await owner.query(`EXPLAIN ${options} ${text}`, values)
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
  }
  return plans.join('\n\n')
}

const sorts = (['name', 'id', 'created'] as const).flatMap((sort) =>
  (['asc', 'desc'] as const).map((direction) => ({ sort, direction })),
)
const filters = [
  { users: 'without' },
  { users: 'with', signedIn: 'never' },
  { signedIn: 'never' },
  { created: '7', users: 'without' },
  { createdTo: '2020-01-01' },
  { q: 'zulu', users: 'without' },
] as const
const searches = [
  'zulu',
  'ulu',
  'northwind',
  'traders',
  'robotics emea',
  'ort',
  'zzzqqq',
  'n',
  'cu',
  'tr',
  'zu',
  'no',
  '東',
  '東京',
  'traders northwind',
  'zulu traders emea',
  'zulu zzzqqq',
  'no tr',
  'ds zulu',
  '#12',
  'cust-00',
  '12',
]

test(
  'changing many users is fast on a connection that has changed a single one',
  timed,
  async () => {
    await owner.query('UPDATE users SET active = active WHERE id = $1', [large.userId])
    for (const active of [false, true]) {
      const start = performance.now()
      await owner.query('UPDATE users SET active = $2 WHERE account_id = $1', [large.id, active])
      expect(performance.now() - start).toBeLessThan(1_000)
      const { rows } = await owner.query('SELECT active_user_count FROM accounts WHERE id = $1', [
        large.id,
      ])
      expect(rows[0].active_user_count).toBe(active ? 3_000 : 0)
    }
  },
)

describe('no sequential scan for', () => {
  test.each(sorts)('a page of the list by $sort, $direction', async (sort) => {
    expect(await plansOf(() => searchAccounts(admin, sort))).not.toMatch(/Seq Scan on (a|u)/)
    const { next } = await searchAccounts(admin, sort)
    for (const cursor of [next, 'last']) {
      const plans = await plansOf(() => searchAccounts(admin, { ...sort, cursor }))
      expect(plans).not.toMatch(/Seq Scan on (a|accounts|audit_\w+|u|users)\b/)
      expect(plans).toContain('Index')
    }
  })

  test.each(filters.flatMap((filter) => sorts.map((sort) => ({ ...filter, ...sort }))))(
    'the filters of %j',
    async (search) => {
      const plans = await plansOf(() => searchAccounts(admin, search))
      expect(plans).not.toMatch(/Seq Scan on (a|accounts|audit_\w+|u|users)\b/)
      expect(plans).toContain('Index')
    },
  )

  test.each(searches.flatMap((q) => sorts.map((sort) => ({ q, ...sort }))))(
    'a search for $q by $sort, $direction',
    async (sort) => {
      const plans = await plansOf(() => searchAccounts(admin, sort))
      expect(plans).not.toMatch(/Seq Scan on (a|accounts|audit_\w+|u|users)\b/)
      expect(plans).toContain('Index')
    },
  )

  test.each<[string, () => Promise<unknown>]>([
    ...['zulu', 'zulu traders', 'z', 'qx', '株式会社', '12'].map(
      (q): [string, () => Promise<unknown>] => [
        `suggestions for ${q}`,
        () => suggestAccounts(admin, { q }),
      ],
    ),
    ['an account', () => getActiveAccount(admin, { id: large.id })],
    ['its users', () => searchUsers(admin, { accountId: large.id })],
    ['the last of its users', () => searchUsers(admin, { accountId: large.id, cursor: 'last' })],
    ['a rare search in them', () => searchUsers(admin, { accountId: large.id, q: 'user2999.' })],
    ['a common search in them', () => searchUsers(admin, { accountId: large.id, q: 'ada' })],
    ['a short search in them', () => searchUsers(admin, { accountId: large.id, q: 'a' })],
    ['a rare short search in them', () => searchUsers(admin, { accountId: large.id, q: 'qx' })],
    ['two words in them', () => searchUsers(admin, { accountId: large.id, q: 'user2999 ada' })],
    ['Japanese in them', () => searchUsers(admin, { accountId: large.id, q: '東京' })],
    ['an ID in them', () => searchUsers(admin, { accountId: large.id, q: `#${large.userId}` })],
    ['a user', () => getActiveUser(admin, { id: large.userId })],
    ['a page of the API', () => listAccounts(admin, { pageSize: 50 })],
    [
      'a common part of a name in the API',
      () => listAccounts(admin, { where: "name LIKE '%Zulu%'" }),
    ],
    ['a rare part of a name', () => listAccounts(admin, { where: "name LIKE '%zzzqqq%'" })],
    ['the beginning of a name', () => listAccounts(admin, { where: "name LIKE 'Zulu Zulf%'" })],
    ['a rare beginning', () => listAccounts(admin, { where: "name LIKE 'Zz%'" })],
    ['the end of a name', () => listAccounts(admin, { where: "name LIKE '%zzqq'" })],
    [
      'a pattern of single characters',
      () => listAccounts(admin, { where: "name LIKE '%zz_qqq_zz%'" }),
    ],
    ['a name', () => listAccounts(admin, { where: "name = 'Zzzqqq'" })],
    ['names', () => listAccounts(admin, { where: "name IN ('Zzzqqq', 'Qqqzzz')" })],
    [
      'a part of a name or of an external ID',
      () => listAccounts(admin, { where: "name LIKE '%qqq%' OR externalId LIKE '%QQQ%'" }),
    ],
    [
      'a part of a name and a date',
      () => listAccounts(admin, { where: "name LIKE '%qqq%' AND createdDate > '2020-01-01'" }),
    ],
    ['a part of an external ID', () => listAccounts(admin, { where: "externalId LIKE '%0777%'" })],
    [
      'a part of the last name of users',
      () => listUsers(admin, { where: "lastName LIKE '%qqq%'" }),
    ],
    ['a part of their full name', () => listUsers(admin, { where: "name LIKE '%a Qqq%'" })],
    ['a part of their email address', () => listUsers(admin, { where: "email LIKE '%qqq%'" })],
    ['a first name', () => listUsers(admin, { where: "firstName = 'Qqq'" })],
    ['adding an account', () => createAccount(admin, { name: 'New' })],
    ['changing one', () => updateAccount(admin, { id: large.id, description: 'Changed' })],
    ['deleting one', () => deleteAccount(admin, { id: large.id })],
  ])('%s', async (_, run) => {
    const plans = await plansOf(run)
    expect(plans).not.toMatch(/Seq Scan on (a|accounts|audit_\w+|u|users)\b/)
    expect(plans).toContain('Index')
  })
})

describe('the list', () => {
  test('counts up to 10,000 rows exactly and estimates beyond', async () => {
    expect((await searchAccounts(admin, {})).total.exact).toBe(false)
    const { total } = await searchAccounts(admin, { q: 'robotics' })
    expect(total).toEqual({ count: 1200, exact: true })
  })

  test.each(
    ['zulu', 'ulu', 'nor', 'northwind', 'ulu nor', 'wind trad', 'traders zulu', 'qqq zulu'].flatMap(
      (q) => sorts.map((sort) => ({ q, ...sort })),
    ),
  )(
    'finds the same rows for $q by $sort, $direction as a plain query',
    async ({ q, sort, direction }) => {
      const order = { name: 'name_key', id: 'id', created: 'created_at' }[sort]
      const allWords = q
        .split(' ')
        .map((word) => `name_key LIKE '%${word}%'`)
        .join(' AND ')
      const { rows } = await owner.query(
        `SELECT id FROM accounts WHERE active AND ${allWords} ORDER BY ${order} ${direction}, id ${direction}`,
      )
      const find = (cursor: string) =>
        searchAccounts(admin, { q, sort, direction, size: 100, cursor })
      const found: number[] = []
      for (let cursor: string | null = ''; cursor !== null && found.length < 1_000; ) {
        const page: Awaited<ReturnType<typeof find>> = await find(cursor)
        found.push(...page.rows.map(({ id }) => id))
        cursor = page.next || null
      }
      const ids = rows.map(({ id }) => id)
      expect(found).toEqual(ids.slice(0, 1_000))
      const last = await find('last')
      expect(last.rows.map(({ id }) => id)).toEqual(ids.slice(-100))
    },
  )

  test('reads a common prefix from the index of names, and other parts from the trigram index', async () => {
    const plans = await plansOf(() => searchAccounts(admin, { q: 'zulu' }))
    expect(plans).toMatch(/Limit .*\n *-> +Index Scan using accounts_by_name .*\n.*>= 'zulu'/)
    expect(plans).toMatch(/Index Scan on accounts_name_part .*\n.*, 2\) ~~ '%zulu%'/)
    expect(plans).toMatch(/Index Scan on accounts_name_part .*\n.* 1\)\) ~~ '%zulu%'/)
  })

  test.each(sorts.flatMap((sort) => ['traders', 'tr'].map((q) => ({ q, ...sort }))))(
    'compares all names in their index to find $q by $sort, $direction, which many have',
    async (search) => {
      const plans = await plansOf(() => searchAccounts(admin, search))
      expect(plans).toMatch(/Index Only Scan (Backward )?using accounts_\w+ on accounts/)
      expect(plans).not.toContain('accounts_name_part')
    },
  )

  test.each([
    ['with a second word that begins like the prefix', 'zulu'],
    ['in Cyrillic', 'приклад'],
    ['in Arabic', 'حساب'],
    ['in Japanese', '株式会社'],
  ])('fetches no other name %s from the trigram index', async (_, q) => {
    const plans = await plansOf(() => searchAccounts(admin, { q }), 'ANALYZE')
    const found = [...plans.matchAll(/Index Scan on accounts_name_part .*rows=(.*) loops/g)]
    expect(found.map(([, rows]) => Number(rows))).toEqual([0, 0])
  })

  test('pages back from the last page', async () => {
    const last = await searchAccounts(admin, { cursor: 'last', size: 25 })
    const { rows } = await searchAccounts(admin, { direction: 'desc', size: 25 })
    expect(last.rows).toEqual(rows.toReversed())
    expect(last).toMatchObject({ next: '', last: '', firstRowNumber: 0 })
    const before = await searchAccounts(admin, { cursor: last.previous, size: 25 })
    const after = await searchAccounts(admin, { cursor: before.next, size: 25 })
    expect(after.rows).toEqual(last.rows)
  })
})
