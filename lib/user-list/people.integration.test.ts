import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requireRelyingParty } from '@/lib/auth/relying-party'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'
import { countSelectedUsers } from '@/lib/user-jobs/queries'
import { exportPeople, findPeople, searchPeople } from '@/lib/user-list/queries'
import type { ListedPerson } from '@/lib/user-list/view'

const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
afterAll(() => owner.end())

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization()
  const { organizationId } = home
  const other = await make.account(organizationId, { name: 'Northwind' })
  // Different states, some equal times and people who have never signed in.
  for (let number = 0; number < 60; number += 1) {
    await make.user(
      { organizationId, accountId: number % 2 ? other.id : home.accountId },
      {
        firstName: ['Ada', 'Émile', 'Zoë'][number % 3] ?? '',
        active: number % 4 > 0,
        passwordHash: number % 5 ? 'a password hash' : '!',
        mustChangePassword: number % 7 === 0,
      },
    )
  }
  await owner.connect()
  await owner.query(
    `UPDATE users SET created_at = timestamptz '2025-01-01' + interval '1 day' * (id % 20),
            last_login_at = CASE WHEN id % 9 = 1 THEN now()
              WHEN id % 3 > 0 THEN timestamptz '2026-01-01' + interval '1 day' * (id % 10) END
      WHERE organization_id = $1`,
    [organizationId],
  )
  await owner.query(
    `INSERT INTO second_factors (user_id, secret, last_step)
     SELECT id, 'x', 0 FROM users WHERE organization_id = $1 AND id % 5 = 0`,
    [organizationId],
  )
  // The second host name is not that of this console.
  await owner.query(
    `INSERT INTO passkeys (user_id, credential_id, rp_id, public_key, counter, transports, name,
                           backup_eligible, backed_up)
     SELECT id, 'key-' || id, ($2::text[])[id % 5], 'x', 0, '{}', 'Key', false, false
       FROM users WHERE organization_id = $1 AND id % 5 IN (1, 2)`,
    [organizationId, [requireRelyingParty().id, 'other.example']],
  )
})

const sorts = (['name', 'email', 'login', 'created'] as const).flatMap((sort) =>
  (['asc', 'desc'] as const).map((direction) => ({ sort, direction })),
)
const keys = {
  name: 'left(search_key, 200)',
  email: 'email',
  login: "coalesce(last_login_at, '-infinity')",
  created: 'created_at',
}

type Search = Parameters<typeof searchPeople>[1]

/** All pages from the first on, then all from the last back. */
async function walk(search: Search): Promise<{ forth: number[]; back: number[] }> {
  const forth: number[] = []
  const back: number[] = []
  const read = (cursor: string) => searchPeople(home.admin, { ...search, size: 25, cursor })
  for (let page = await read(''); ; page = await read(page.next)) {
    forth.push(...page.rows.map(({ id }) => id))
    if (!page.next) break
  }
  for (let page = await read('last'); ; page = await read(page.previous)) {
    back.unshift(...page.rows.map(({ id }) => id))
    if (!page.previous) break
  }
  return { forth, back }
}

async function collect(people: AsyncIterable<ListedPerson[]>): Promise<number[]> {
  const ids: number[] = []
  for await (const batch of people) ids.push(...batch.map(({ id }) => id))
  return ids
}

describe.each(sorts)('by $sort, $direction', ({ sort, direction }) => {
  test.each([
    [{}, 'true'],
    [{ status: ['inactive'] }, 'NOT active'],
    [{ status: ['active'], signedIn: ['never'] }, 'active AND last_login_at IS NULL'],
    [{ q: 'émile' }, "first_name = 'Émile'"],
    [
      { status: ['active', 'no-password', 'must-choose-password'], signedIn: ['90', 'never'] },
      'active AND id % 9 <> 1',
    ],
    [{ signedIn: ['90'] }, "coalesce(last_login_at, '2025-01-01') < now() - interval '90 days'"],
    [{ signedIn: ['90', 'never'], status: ['active'] }, 'active AND id % 9 <> 1'],
    [{ secondFactor: ['none'] }, 'id % 5 NOT IN (0, 1)'],
    [
      { secondFactor: ['none'], signedIn: ['never'], status: ['inactive'] },
      'id % 5 NOT IN (0, 1) AND last_login_at IS NULL AND NOT active',
    ],
    [
      { status: ['must-choose-password'] },
      "must_change_password AND active AND password_hash <> '!'",
    ],
  ])('pages and an export of %j hold what a plain query finds', async (filters, condition) => {
    const rows = await database().$queryRawUnsafe<{ id: number }[]>(
      `SELECT id FROM users WHERE organization_id = ${home.organizationId} AND ${condition}
        ORDER BY ${keys[sort]} ${direction}, id ${direction}`,
    )
    const ids = rows.map(({ id }) => id)
    const search = { ...filters, sort, direction }
    expect(await walk(search)).toEqual({ forth: ids, back: ids })
    expect(await collect(await exportPeople(home.admin, search))).toEqual(ids)
  })
})

test('an email address finds its person with their account, an ID too', async () => {
  const { email, id } = await make.user(home, { firstName: 'Grace', lastName: 'Unique' })
  for (const q of [email, email.toUpperCase(), `#${id}`, 'unique grace']) {
    const { rows, total } = await findPeople(home.admin, { q })
    expect(rows.map((person) => [person.id, person.account.name])).toEqual([
      [id, `${home.name} Company Default Account`],
    ])
    expect(total).toEqual({ count: 1, exact: true })
  }
})

test('the address of someone finds nobody whose address contains it, and selects nobody else', async () => {
  const ann = await make.user(home, { email: 'ann@contained.example', lastName: 'Short' })
  const joann = await make.user(home, { email: 'joann@contained.example', lastName: 'Long' })
  const found = async (q: string) =>
    (await searchPeople(home.admin, { q, sort: 'email' })).rows.map(({ id }) => id)
  for (const q of ['ann@contained.example', 'Ann Short <ANN@contained.example>']) {
    expect(await found(q)).toEqual([ann.id])
    expect(await countSelectedUsers(home.admin, { all: 'on', q })).toBe(1)
    expect((await collect(await exportPeople(home.admin, { all: 'on', q }))).length).toBe(1)
  }
  expect(await found('ann@contained')).toEqual([ann.id, joann.id])
  expect(await found('nn@contained.example')).toEqual([ann.id, joann.id])
})

test('the first five people of a search are found, with the number of all', async () => {
  const { rows, next, total } = await findPeople(home.admin, { q: 'norris' })
  expect(rows).toHaveLength(5)
  expect(next).not.toBe('')
  expect(total.count).toBeGreaterThan(5)
})

test('nobody of another organization is found, listed or exported', async () => {
  const other = await make.organization()
  const { email, id } = await make.user(home)
  expect((await findPeople(other.admin, { q: email })).rows).toEqual([])
  expect((await searchPeople(other.admin, { q: String(id) })).rows).toEqual([])
  expect(await collect(await exportPeople(other.admin, { id: [id] }))).toEqual([])
})

test('an export of selected people holds them, whatever search found them', async () => {
  const one = await make.user(home)
  const two = await make.user(home, { active: false })
  const selected = await exportPeople(home.admin, { id: [one.id, two.id], q: 'nobody' })
  expect((await collect(selected)).toSorted((a, b) => a - b)).toEqual([one.id, two.id])
  const all = await exportPeople(home.admin, { id: [one.id], all: true, q: 'nobody' })
  expect(await collect(all)).toEqual([])
})

test('forged cursors and unknown values show the first page', async () => {
  const first = await searchPeople(home.admin, {})
  const cursors = ['x', 'W10', (await searchPeople(home.admin, { sort: 'login', size: 25 })).next]
  for (const cursor of cursors) {
    expect((await searchPeople(home.admin, { cursor })).rows).toEqual(first.rows)
  }
  const unknown = { status: ['x'], role: 'y', sort: 'z', size: 7 }
  const page = await searchPeople.runUntrusted(home.admin, unknown)
  expect(page.rows).toEqual(first.rows)
})
