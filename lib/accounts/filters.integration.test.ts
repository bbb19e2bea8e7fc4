import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportAccounts, searchAccounts } from '@/lib/accounts/queries'
import { database } from '@/lib/db/client'
import { startDeletion } from '@/lib/deletions/commands'
import { previewDeletion } from '@/lib/deletions/queries'
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
    const { id } = await make.account(home.organizationId, { name })
    await createdDaysAgo(id, days)
  }
})

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
]

describe('the list filters accounts that were created', () => {
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
