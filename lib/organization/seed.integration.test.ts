import { beforeEach, expect, test } from 'vitest'
import { database, databasePool } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { seedOrganization } from '@/lib/organization/seed'
import { planSeed, runNextBatch } from '@/lib/organization/seed-batches'
import * as make from '@/lib/testing/factories'

let organizationId: number
beforeEach(async () => {
  organizationId = (await make.organization()).organizationId
})

const seed = (accounts: number, usersPerAccount: number) =>
  seedOrganization(make.origin, { organizationId, accounts, usersPerAccount })

/** Begins a seed and stops after some batches, as a killed process does. */
async function interruptedSeed(accounts: number, usersPerAccount: number, batches: number) {
  await transaction((db) => planSeed(db, organizationId, { accounts, usersPerAccount }))
  for (let batch = 0; batch < batches; batch += 1) {
    await transaction((db) => runNextBatch(db, organizationId))
  }
}

async function sampleAccounts() {
  const accounts = await database().account.findMany({
    where: { organizationId, externalId: { startsWith: 'CUST-' } },
    orderBy: { externalId: 'asc' },
    select: { externalId: true, userCount: true },
  })
  const users = new Set(accounts.map(({ userCount }) => userCount))
  return { count: accounts.length, last: accounts.at(-1)?.externalId, users: [...users] }
}

test('the same seed completes one that was interrupted', async () => {
  await interruptedSeed(5_000, 2, 1)
  expect(await sampleAccounts()).toEqual({ count: 2_500, last: 'CUST-0002500', users: [2] })
  expect(await seed(5_000, 2)).toMatchObject({ accounts: 2_500, users: 5_000, isResumed: true })
  expect(await sampleAccounts()).toEqual({ count: 5_000, last: 'CUST-0005000', users: [2] })
  expect(await seed(10, 2)).toMatchObject({ accounts: 10, isResumed: false })
})

test('another seed completes the interrupted one first', async () => {
  await interruptedSeed(5_000, 2, 1)
  expect(await seed(10, 2)).toMatchObject({ accounts: 2_510, users: 5_020, isResumed: false })
  expect(await sampleAccounts()).toEqual({ count: 5_010, last: 'CUST-0005010', users: [2] })
})

test('an account keeps the users it has and gets the others', async () => {
  await interruptedSeed(2, 6_000, 1)
  expect(await sampleAccounts()).toEqual({ count: 1, last: 'CUST-0000001', users: [5_000] })
  expect(await seed(2, 6_000)).toMatchObject({ accounts: 1, users: 7_000, isResumed: true })
  expect(await sampleAccounts()).toEqual({ count: 2, last: 'CUST-0000002', users: [6_000] })
})

test('a seed that was interrupted before it added anything is completed', async () => {
  await interruptedSeed(3, 1, 0)
  expect(await seed(3, 1)).toMatchObject({ accounts: 3, users: 3, isResumed: true })
})

test('a gap in the numbers, as earlier releases left it, does not block a seed', async () => {
  await make.account(organizationId, { externalId: 'CUST-0000002' })
  await make.account(organizationId, { externalId: 'CUST-of-our-own' })
  expect(await seed(3, 0)).toMatchObject({ accounts: 3, users: 0 })
  expect(await sampleAccounts()).toMatchObject({ count: 5 })
})

test('the same seed twice adds twice as many', async () => {
  await seed(3, 1)
  await seed(3, 1)
  expect(await sampleAccounts()).toEqual({ count: 6, last: 'CUST-0000006', users: [1] })
})

test('a seed waits for another one that is planned for longer than a lock may take', async () => {
  const other = await databasePool().connect()
  await other.query(`SELECT pg_advisory_lock(hashtext('seed_batches'))`)
  const seeded = seed(3, 1)
  const waitsSince = async (): Promise<string | undefined> => {
    const { rows } = await other.query(
      `SELECT waitstart::text FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
    )
    return rows[0]?.waitstart ?? undefined
  }
  await expect.poll(waitsSince).toBeDefined()
  const first = await waitsSince()
  await expect.poll(async () => ((await waitsSince()) ?? first) !== first).toBe(true)
  await other.query(`SELECT pg_advisory_unlock(hashtext('seed_batches'))`)
  other.release()
  expect(await seeded).toMatchObject({ accounts: 3, users: 3 })
})

test('seeds of several organizations at once are completed', async () => {
  const homes = await Promise.all([make.organization(), make.organization(), make.organization()])
  const seeded = await Promise.all(
    homes.map(({ organizationId }) =>
      seedOrganization(make.origin, { accounts: 50_000, usersPerAccount: 0, organizationId }),
    ),
  )
  expect(seeded.map(({ accounts }) => accounts)).toEqual([50_000, 50_000, 50_000])
}, 60_000)
