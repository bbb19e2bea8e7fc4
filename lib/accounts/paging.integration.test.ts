import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteAccount } from '@/lib/accounts/commands'
import { exportAccounts, searchAccounts } from '@/lib/accounts/list'
import { listAccounts } from '@/lib/accounts/queries'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'

type Input = NonNullable<Parameters<typeof searchAccounts>[1]>
type Home = Awaited<ReturnType<typeof make.organization>>

const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

const keys = {
  name: 'name_key',
  id: 'id',
  users: 'user_count',
  activity: "coalesce((last_activity_at AT TIME ZONE 'UTC')::date, '-infinity')",
  created: 'created_at',
  updated: 'updated_at',
}
const sorts = ['name', 'id', 'users', 'activity', 'created', 'updated'] as const
const orders = sorts.flatMap((sort) =>
  (['asc', 'desc'] as const).map((direction) => ({ sort, direction })),
)

/** Accounts with equal names, times and numbers of users, so that only the ID decides. */
async function addAccounts({ organizationId }: Home): Promise<void> {
  for (let number = 0; number < 70; number += 1) {
    const name = `${['North', 'Équipe', 'South'][number % 3]} ${number % 9}`
    const { id: accountId } = await make.account(organizationId, { name })
    for (let user = 0; user < number % 4; user += 1) await make.user({ organizationId, accountId })
  }
  await owner.query(
    `UPDATE accounts SET created_at = timestamptz '2025-01-01' + interval '1 day' * (id % 20),
            updated_at = timestamptz '2025-06-01' + interval '1 hour' * (id % 7),
            last_activity_at = CASE WHEN id % 3 > 0
              THEN timestamptz '2026-01-01' + interval '7 hours' * (id % 10) END
      WHERE organization_id = $1`,
    [organizationId],
  )
}

async function expectedIds({ organizationId }: Home, order: (typeof orders)[number], where = '') {
  const { sort, direction } = order
  const { rows } = await owner.query(
    `SELECT id FROM accounts WHERE organization_id = $1 AND active ${where}
      ORDER BY ${keys[sort]} ${direction}, id ${direction}`,
    [organizationId],
  )
  return rows.map(({ id }) => id)
}

/**
 * All pages from the first on, or from the last back, each also as its request to the API returns it.
 * Runs `between` after each page.
 */
async function walk(
  { admin }: Home,
  input: Input,
  { from = '', between = async () => {} }: { from?: string; between?: () => Promise<unknown> } = {},
): Promise<number[]> {
  const ids: number[] = []
  for (let cursor = from, isEnd = false; !isEnd; await between()) {
    const page = await searchAccounts(admin, { ...input, size: 25, cursor })
    const found = page.rows.map(({ id }) => id)
    const requested = await listAccounts.runUntrusted(admin, { ...page.request, pageSize: '25' })
    expect(requested.rows.map(({ id }) => id)).toEqual(found)
    if (from) ids.unshift(...found)
    else ids.push(...found)
    cursor = from ? page.previous : page.next
    isEnd = cursor === ''
  }
  return ids
}

describe('in each order', () => {
  let home: Home
  beforeAll(async () => {
    home = await make.organization()
    await addAccounts(home)
  })

  test.each<[Input, string]>([
    [{}, ''],
    [{ users: 'with' }, 'AND user_count > 0'],
    [{ users: 'with', signedIn: 'never' }, 'AND user_count > 0 AND last_activity_at IS NULL'],
    [
      { createdFrom: '2025-01-05', createdTo: '2025-01-16' },
      "AND created_at >= '2025-01-05' AND created_at < '2025-01-17'",
    ],
    [{ q: 'equipe' }, "AND name LIKE 'Équipe%'"],
    [{ q: 'userCount > 1' }, 'AND user_count > 1'],
  ])('the pages and an export of %j hold what a plain query finds', async (search, where) => {
    for (const order of orders) {
      const ids = await expectedIds(home, order, where)
      const input = { ...search, ...order }
      expect(await walk(home, input)).toEqual(ids)
      expect(await walk(home, input, { from: 'last' })).toEqual(ids)
      const exported: number[] = []
      for await (const rows of await exportAccounts(home.admin, input)) {
        exported.push(...rows.map(({ id }) => id))
      }
      const defaultAccount = [home.accountId]
      expect(exported).toEqual(ids.filter((id) => !defaultAccount.includes(id)))
    }
  })
})

test('while accounts are added and deleted, no page repeats or loses one', async () => {
  for (const order of orders.filter(({ sort }) => sort === 'name' || sort === 'created')) {
    for (const from of ['', 'last']) {
      const home = await make.organization()
      const ids: number[] = []
      for (let number = 0; number < 80; number += 1) {
        ids.push((await make.account(home.organizationId, { name: `M ${number % 7}` })).id)
      }
      const deleted = new Set<number>()
      const added: number[] = []
      const between = async () => {
        for (const name of ['A', 'M 3', 'Z']) {
          added.push((await make.account(home.organizationId, { name })).id)
        }
        for (const id of ids.filter((each) => each % 13 === deleted.size).slice(0, 3)) {
          if (deleted.has(id)) continue
          await deleteAccount(home.admin, { id })
          deleted.add(id)
        }
      }
      const seen = await walk(home, order, { from, between })
      expect(new Set(seen).size).toBe(seen.length)
      const kept = ids.filter((id) => !deleted.has(id))
      expect(kept.filter((id) => !seen.includes(id))).toEqual([])
      const rank = new Map((await expectedIds(home, order)).map((id, index) => [id, index]))
      const ranks = seen.flatMap((id) => rank.get(id) ?? [])
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    }
  }
})

test('the day of the last activity follows each sign-in and nothing else', async () => {
  const home = await make.organization()
  const { id } = await make.account(home.organizationId)
  const dayAfter = async (at: string | null) => {
    await owner.query('UPDATE accounts SET last_activity_at = $2 WHERE id = $1', [id, at])
    const { activityDay } = await database().account.findUniqueOrThrow({ where: { id } })
    return activityDay?.toISOString()
  }
  expect(await dayAfter(null)).toBeUndefined()
  expect(await dayAfter('2026-03-01T23:30:00Z')).toBe('2026-03-01T00:00:00.000Z')
  expect(await dayAfter('2026-03-02T00:30:00Z')).toBe('2026-03-02T00:00:00.000Z')
  await database().account.update({ where: { id }, data: { description: 'Other' } })
  expect(await dayAfter(null)).toBeUndefined()
})
