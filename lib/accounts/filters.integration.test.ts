import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchAsWhere } from '@/lib/accounts/filter-conditions'
import { exportAccounts, searchAccounts } from '@/lib/accounts/list'
import { listAccounts } from '@/lib/accounts/queries'
import { searchAccountsSchema } from '@/lib/accounts/query-schema'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { startDeletion } from '@/lib/deletions/commands'
import { previewDeletion } from '@/lib/deletions/queries'
import { startSession } from '@/lib/sessions/start-session'
import * as make from '@/lib/testing/factories'

type Input = NonNullable<Parameters<typeof searchAccounts>[1]>

const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
const createdDaysAgo = (id: number, days: number) =>
  owner.query('UPDATE accounts SET created_at = now() - make_interval(days => $2) WHERE id = $1', [
    id,
    days,
  ])

let home: Awaited<ReturnType<typeof make.organization>>
afterAll(() => owner.end())
beforeAll(async () => {
  await owner.connect()
  home = await make.organization()
  for (const [name, days] of [
    ['Today', 0],
    ['Week', 6],
    ['Month', 29],
    ['Old', 200],
  ] as const) {
    const account = await make.account(home.organizationId, { name })
    await createdDaysAgo(account.id, days)
    if (name === 'Month' || name === 'Old') await addUser(account)
    if (name === 'Old') await signInTo(account.id)
  }
})

type Account = { id: number; organizationId: number }

const addUser = ({ id: accountId, organizationId }: Account) =>
  make.user({ organizationId, accountId })

async function signInTo(accountId: number): Promise<void> {
  const { id, organizationId, email } = await database().user.findFirstOrThrow({
    where: { accountId },
  })
  await transaction((db) =>
    startSession(db, { id, organizationId, email }, make.origin, { method: 'password' }),
  )
}

const dayOf = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
async function found(input: Input): Promise<string[]> {
  const { rows } = await searchAccounts(home.admin, { sort: 'created', ...input })
  return rows.filter(({ defaultAccount }) => !defaultAccount).map(({ name }) => name)
}

const filters: [string, Input, string[]][] = [
  ['in the last 7 days', { created: '7' }, ['Week', 'Today']],
  ['in the last 30 days', { created: '30' }, ['Month', 'Week', 'Today']],
  ['from a day on', { createdFrom: dayOf(6) }, ['Week', 'Today']],
  ['until a day', { createdTo: dayOf(29) }, ['Old', 'Month']],
  ['between two days', { createdFrom: dayOf(29), createdTo: dayOf(6) }, ['Month', 'Week']],
  ['with users', { users: 'with' }, ['Old', 'Month']],
  ['without users', { users: 'without' }, ['Week', 'Today']],
  ['nobody ever signed in to', { signedIn: 'never' }, ['Month', 'Week', 'Today']],
  ['with users who never signed in', { signedIn: 'never', users: 'with' }, ['Month']],
  ['of a word and a filter', { q: 'o', users: 'with', created: '90' }, []],
  ['of words and filters', { q: 'onth', users: 'with', created: '90' }, ['Month']],
  ['of a condition', { q: "name = 'Old' OR name LIKE '%ek'" }, ['Old', 'Week']],
  ['of a condition and a filter', { q: "name = 'Old' OR id > 0", created: '7' }, ['Week', 'Today']],
  ['of a condition on users', { q: 'activeUserCount = 0' }, ['Week', 'Today']],
  ['of a condition on activity', { q: `lastActivityDate = '${dayOf(0)}'` }, ['Old']],
  ['of a search in a condition', { q: "search = 'MONTH' OR search = 'week'" }, ['Month', 'Week']],
]

const sorts = ['name', 'id', 'created'] as const

describe('the list finds accounts', () => {
  test.each(filters)('%s', async (_, filter, names) => {
    expect(await found(filter)).toEqual(names)
  })

  test.each(filters)('%s, and so do the export and a deletion', async (_, filter, names) => {
    const exported: string[] = []
    const batches = await exportAccounts(home.admin, { ...filter, sort: 'created', all: true })
    for await (const rows of batches) exported.push(...rows.map(({ name }) => name))
    expect(exported).toEqual(names)
    const { accounts } = await previewDeletion(home.admin, { ...filter, all: true })
    expect(accounts).toBe(names.length)
  })
})

test.each(filters)('the API finds the accounts %s with the same condition', async (_, filter) => {
  const input = searchAccountsSchema.parse(filter)
  const where = searchAsWhere(input)
  const { rows } = await listAccounts(home.admin, { where, includeInactive: false })
  const ids = rows.map(({ id }) => id)
  for (const sort of sorts) {
    const { rows: found } = await searchAccounts(home.admin, { ...filter, sort })
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  }
})

describe('a condition with a mistake', () => {
  const mistake = 'where, character 7: expected a value in single quotes, a number, true or false.'

  test('shows the list as it was, and says where the mistake is', async () => {
    const page = await searchAccounts(home.admin, { q: 'name =', last: 'week' })
    expect(page).toMatchObject({ q: 'week', mistake })
    expect(page.rows.map(({ name }) => name)).toEqual(['Week'])
  })

  test('shows what the filters find if the search before has one too', async () => {
    const page = await searchAccounts(home.admin, { q: 'name =', last: 'id =', created: '7' })
    expect(page).toMatchObject({ q: '', mistake })
    expect(page.rows).toHaveLength(3)
  })

  test.each([
    ['nam = 1', 'where, character 1: expected one of the fields'],
    ["search LIKE 'a'", 'where, character 8: expected =: search is a search.'],
    ['search = 5', 'where, character 10: expected words in single quotes'],
    ["id = 'x'", 'where, character 6: expected a whole number'],
  ])('%s is the same for the API', async (q, message) => {
    const { mistake } = await searchAccounts(home.admin, { q })
    expect(mistake).toContain(message)
    const rejection = listAccounts(home.admin, { where: q })
    await expect(rejection).rejects.toMatchObject({ fields: { where: mistake } })
  })

  test.each([
    ['selects nothing', () => previewDeletion(home.admin, { q: 'name =', all: true })],
    ['deletes nothing', () => startDeletion(home.admin, { q: 'name =', all: true, counted: 5 })],
    ['exports nothing', () => exportAccounts(home.admin, { q: 'name =' })],
  ])('%s', async (_, run) => {
    const count = () => database().account.count({ where: { active: true } })
    const before = await count()
    await expect(run()).rejects.toMatchObject({ code: 'invalid' })
    expect(await count()).toBe(before)
  })
})

describe('these are words and no condition', () => {
  test.each([
    'made in',
    'like this',
    'week',
    "o'neill",
    'name like',
    '2 < 3',
    'a & b = c',
    'Yahoo! Travel',
    'Ada <ada@example.com>',
    'ada=probe@example.com',
  ])('%s', async (q) => {
    expect(await searchAccounts(home.admin, { q })).toMatchObject({ mistake: undefined })
  })
})

test('a deletion of all that a filter finds leaves the others', async () => {
  const other = await make.organization()
  const old = await make.account(other.organizationId, { name: 'Old' })
  await make.account(other.organizationId, { name: 'New' })
  await createdDaysAgo(old.id, 365)
  const { id } = await startDeletion(other.admin, {
    createdTo: dayOf(100),
    all: true,
    counted: 1,
    confirmation: '1',
  })
  const targets = await database().$queryRaw`
    SELECT account_ids AS ids FROM deletion_targets WHERE job_id = ${id}`
  expect(targets).toEqual([{ ids: [old.id] }])
})

test.each(['8', 'all', ['7', '30']])('a created filter of %j filters nothing', async (created) => {
  const { rows } = await searchAccounts.runUntrusted(home.admin, { created })
  expect(rows).toHaveLength(5)
})
