import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import { transaction } from '@/lib/db/transaction'
import { isHealthy } from '@/lib/health'
import { tcpProxy } from '@/lib/testing/tcp-proxy'

const proxy = await tcpProxy(process.env.DATABASE_URL ?? '')
process.env.DATABASE_URL = proxy.url

beforeEach(async () => {
  proxy.thaw()
  await database().$queryRaw`SELECT 1`
})
afterAll(async () => {
  proxy.thaw()
  await closeDatabase()
  proxy.close()
})

const read = () => mapDatabaseErrors(() => database().organization.findMany())

async function timed<T>(promise: Promise<T>): Promise<{ result: T | Error; seconds: number }> {
  const startedAt = performance.now()
  const result = await promise.catch((error: Error) => error)
  return { result, seconds: (performance.now() - startedAt) / 1000 }
}

test('a frozen database is unavailable within three seconds, and recovers', async () => {
  proxy.freeze()
  const { result, seconds } = await timed(read())
  expect(result).toMatchObject({ code: 'unavailable' })
  expect(seconds).toBeLessThan(3)
  proxy.thaw()
  expect(await read()).toEqual([])
})

test('a frozen database is unavailable when every connection is open', async () => {
  await Promise.all(Array.from({ length: 20 }, () => database().$executeRaw`SELECT pg_sleep(0.1)`))
  proxy.freeze()
  const all = await Promise.all(Array.from({ length: 20 }, () => timed(read())))
  for (const { result, seconds } of all) {
    expect(result).toMatchObject({ code: 'unavailable' })
    expect(seconds).toBeLessThan(3)
  }
})

test('the health check fails within three seconds', async () => {
  expect(await isHealthy()).toBe(true)
  proxy.freeze()
  const { result, seconds } = await timed(isHealthy())
  expect(result).toBe(false)
  expect(seconds).toBeLessThan(3)
  proxy.thaw()
  expect(await isHealthy()).toBe(true)
})

test('a statement in a transaction may take longer than three seconds', async () => {
  await database().$transaction((db) => db.$executeRaw`SELECT pg_sleep(3.5)`, { timeout: 10_000 })
})

test('a statement that takes longer than its limit is canceled', async () => {
  const slow = () =>
    database().$transaction((db) => db.$executeRaw`SELECT pg_sleep(9)`, { timeout: 20_000 })
  const { result, seconds } = await timed(mapDatabaseErrors(slow))
  expect(result).toMatchObject({ code: 'unavailable' })
  expect(seconds).toBeLessThan(5.9)
})

test('a commit that is not acknowledged may have been saved', async () => {
  const change = transaction(async (db) => {
    await db.$executeRaw`SELECT 1`
    proxy.freeze()
  })
  const { result, seconds } = await timed(change)
  expect(result).toMatchObject({ code: 'unavailable', outcomeUnknown: true })
  expect(result).toHaveProperty('message', expect.stringContaining('It is not known whether'))
  expect(seconds).toBeLessThan(15)
})

// Its statement and then its rollback wait for their limits.
test('a transaction that freezes before its commit has not been saved', {
  timeout: 30_000,
}, async () => {
  const change = transaction(async (db) => {
    proxy.freeze()
    await db.$executeRaw`SELECT 1`
  })
  const { result } = await timed(change)
  expect(result).toMatchObject({ code: 'unavailable', outcomeUnknown: false })
})
