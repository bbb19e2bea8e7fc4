import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  exportActivity,
  listAuditLog,
  listRecentChanges,
  searchActivity,
} from '@/lib/activity-log/queries'
import { kindOf } from '@/lib/activity-log/schema'
import type { ActivityEntry } from '@/lib/activity-log/view'
import type { Actor } from '@/lib/auth/actor'
import * as make from '@/lib/testing/factories'

// An export reads 500 at a time.
const ROWS = 600
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
let admin: Actor
let home: Awaited<ReturnType<typeof make.organization>>

const people = [901, 902, 903]
const accounts: number[] = []

// Every combination of person, account, operation and outcome, on the last day of a month and the first of the next.
// The last is alone in its month, at its first moment.
beforeAll(async () => {
  home = await make.organization()
  admin = home.admin
  const { organizationId } = home
  for (const _ of people) accounts.push((await make.account(organizationId)).id)
  await owner.connect()
  await owner.query(
    `WITH head AS (
       UPDATE audit_heads SET seq = seq + $2, mac = repeat('0', 64)
        WHERE organization_id = $1 RETURNING organization_id, seq - $2 AS last)
     INSERT INTO audit_events (organization_id, seq, at, operation, outcome, actor_id, actor_email,
                               target_type, target_id, address, request_id, detail, mac)
     SELECT organization_id, last + n,
            CASE WHEN n = $2 THEN timestamptz '2026-05-01 00:00:00Z'
                 ELSE timestamptz '2026-03-31 23:59:00Z' + (n / 2) * interval '0.6 seconds' END,
            (ARRAY['accounts.update', 'accounts.delete', 'accounts.grantRole'])[1 + n % 3],
            CASE WHEN n % 5 = 0 THEN 'refused' ELSE 'done' END,
            CASE WHEN n % 7 < 3 THEN 901 + n % 7 END, 'person@example.com',
            'account', ($3::int[])[1 + n % 4], '192.0.2.1', 'request-' || n / 100, '{}', repeat('0', 64)
       FROM head, generate_series(1, $2::int) n`,
    [organizationId, ROWS, accounts],
  )
})
afterAll(() => owner.end())

async function everyEntry(filter: object): Promise<ActivityEntry[]> {
  const entries: ActivityEntry[] = []
  for await (const batch of await exportActivity(admin, filter)) entries.push(...batch)
  return entries
}

type Filter = {
  person?: string
  account?: string
  user?: number
  kind?: 'accounts' | 'users'
  outcome?: 'done' | 'refused'
  request?: string
  from?: string
  to?: string
}

function matches(entry: ActivityEntry, filter: Filter): boolean {
  const day = entry.at.toISOString().slice(0, 10)
  return (
    (!filter.person || String(entry.actor?.id) === filter.person) &&
    (!filter.account || String(entry.account?.id) === filter.account) &&
    (!filter.user || (entry.targetType === 'user' && entry.targetId === filter.user)) &&
    (!filter.kind || kindOf(entry.operation) === filter.kind) &&
    (!filter.outcome || entry.outcome === filter.outcome) &&
    (!filter.request || entry.requestId === filter.request) &&
    (!filter.from || day >= filter.from) &&
    (!filter.to || day <= filter.to)
  )
}

const each = (): Filter[] => [
  { person: '901' },
  { person: '999' },
  { account: String(accounts[0]) },
  { user: 999 },
  { kind: 'accounts' },
  { kind: 'users' },
  { outcome: 'refused' },
  { outcome: 'done' },
  { request: 'request-1' },
  { request: 'request-9' },
  { from: '2026-04-01' },
  { to: '2026-03-31' },
]

const numbers = (entries: ActivityEntry[]) => entries.map(({ seq }) => seq)

test('each filter and every two of them together find what they say, the latest first', async () => {
  const all = await everyEntry({})
  expect(all.length).toBeGreaterThan(ROWS)
  for (const first of each()) {
    for (const second of each()) {
      const filter = { ...first, ...second }
      const expected = all.filter((entry) => matches(entry, filter))
      expect(numbers(await everyEntry(filter)), JSON.stringify(filter)).toEqual(numbers(expected))
    }
  }
})

test('the pages of a filter have all of its entries once, forwards and backwards', async () => {
  for (const filter of [
    {},
    { outcome: 'done' },
    { account: String(accounts[0]) },
    { person: '901', account: String(accounts[0]) },
  ] as const) {
    const expected = numbers(await everyEntry(filter))
    const forwards: number[] = []
    const pages: number[][] = []
    let page = await searchActivity(admin, filter)
    pages.push(numbers(page.rows))
    while (page.next) {
      page = await searchActivity(admin, { ...filter, cursor: page.next })
      pages.push(numbers(page.rows))
    }
    forwards.push(...pages.flat())
    expect(forwards).toEqual(expected)
    for (const earlier of pages.slice(0, -1).reverse()) {
      page = await searchActivity(admin, { ...filter, cursor: page.previous })
      expect(numbers(page.rows)).toEqual(earlier)
    }
    const last = await searchActivity(admin, { ...filter, cursor: 'last' })
    expect(numbers(last.rows)).toEqual(expected.slice(-50))
  }
})

test('the recent changes of a record are the last five', async () => {
  const ofAccount = numbers(await everyEntry({ account: String(accounts[0]) }))
  const recent = await listRecentChanges(admin, { account: Number(accounts[0]) })
  expect(numbers(recent)).toEqual(ofAccount.slice(0, 5))
})

test('days are those of the time zone', async () => {
  const zone = { timeZone: 'America/New_York' }
  const utc = await everyEntry({ to: '2026-03-31' })
  const later = await everyEntry({ from: '2026-03-31', to: '2026-03-31', ...zone })
  expect(utc).toHaveLength(199)
  expect(later).toHaveLength(ROWS - 1)
  expect(
    await everyEntry({ from: '2026-03-31', to: '2026-03-31', timeZone: 'Asia/Tokyo' }),
  ).toEqual([])
})

test('in the API a day ends before the next one begins, and a range has its last moment', async () => {
  const until = async (to: string) =>
    (await listAuditLog(admin, { from: '2026-04-02', to })).rows.length
  expect(await until('2026-04-30')).toBe(0)
  expect(await until('2026-05-01')).toBe(1)
  expect(await until('2026-05-01T00:00:00.000Z')).toBe(1)
})

describe('a filter', () => {
  test('names a person by email address and an account by its name', async () => {
    const byEmail = await searchActivity(admin, { person: home.email.toUpperCase() })
    expect(byEmail.filteredBy.person).toEqual({ id: home.userId, name: 'Ada Founder' })
    expect(byEmail.rows.map(({ operation }) => operation)).toEqual(['organization.create'])
  })

  test('that names nobody finds nothing', async () => {
    for (const filter of [{ person: 'nobody@example.com' }, { account: 'No such account' }]) {
      expect(await searchActivity(admin, filter)).toMatchObject({ rows: [], next: '' })
      expect(await everyEntry(filter)).toEqual([])
    }
  })

  test.each(['person', 'account', 'request'])('%s takes any characters', async (name) => {
    for (const text of ['\0', 'a\0b', '\ud800', '%', "'", 'x'.repeat(1_000)]) {
      const { rows } = await searchActivity.runUntrusted(admin, { [name]: text })
      // A blank text is no filter.
      expect(rows.length > 0, JSON.stringify(text)).toBe(text === '\0')
      expect((await everyEntry({ [name]: text })).length > 0).toBe(text === '\0')
    }
  })

  test('with the name of several accounts offers them', async () => {
    const { organizationId } = home
    const active = await make.account(organizationId, { name: 'Twins' })
    const inactive = await make.account(organizationId, { name: 'twins', active: false })
    const { rows, filteredBy } = await searchActivity(admin, { account: 'TWINS' })
    expect(rows).toEqual([])
    expect(filteredBy.accountChoices.map(({ id }) => id)).toEqual([active.id, inactive.id])
  })

  test('that is wrong is left out', async () => {
    const wrong = { kind: 'x', outcome: 'y', from: '2026-02-30', user: 'z', cursor: '?' }
    const { total } = await searchActivity.runUntrusted(admin, wrong).then((page) => page)
    expect(total).toBe((await everyEntry({})).length)
  })
})

test('nobody sees the log of another organization', async () => {
  const { admin: stranger } = await make.organization()
  const { rows } = await searchActivity(stranger)
  expect(rows.map(({ operation }) => operation)).toEqual(['organization.create'])
  const filtered = await searchActivity(stranger, { account: String(accounts[0]) })
  expect(filtered.rows).toEqual([])
  expect(await listRecentChanges(stranger, { account: Number(accounts[0]) })).toEqual([])
  expect((await listAuditLog(stranger, { accountId: Number(accounts[0]) })).rows).toEqual([])
})
