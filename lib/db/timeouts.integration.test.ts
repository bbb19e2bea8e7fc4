import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import { isHealthy } from '@/lib/health'
import { tcpProxy } from '@/lib/testing/tcp-proxy'

const line = await tcpProxy(process.env.DATABASE_URL ?? '')
process.env.DATABASE_URL = line.url

beforeEach(async () => {
  line.thaw()
  await database().$queryRaw`SELECT 1`
})
afterAll(async () => {
  line.thaw()
  await closeDatabase()
  line.close()
})

const read = () => mapDatabaseErrors(() => database().organization.findMany())

async function timed<T>(work: Promise<T>): Promise<{ result: T | Error; seconds: number }> {
  const began = performance.now()
  const result = await work.catch((error: Error) => error)
  return { result, seconds: (performance.now() - began) / 1000 }
}

test('a frozen database is told as unavailable within three seconds, and comes back', async () => {
  line.freeze()
  const { result, seconds } = await timed(read())
  expect(result).toMatchObject({ code: 'unavailable' })
  expect(seconds).toBeLessThan(3)
  line.thaw()
  expect(await read()).toEqual([])
})

test('also when every connection is in use', async () => {
  await Promise.all(Array.from({ length: 20 }, () => database().$executeRaw`SELECT pg_sleep(0.1)`))
  line.freeze()
  const all = await Promise.all(Array.from({ length: 20 }, () => timed(read())))
  for (const { result, seconds } of all) {
    expect(result).toMatchObject({ code: 'unavailable' })
    expect(seconds).toBeLessThan(3)
  }
})

test('its health is told within three seconds', async () => {
  expect(await isHealthy()).toBe(true)
  line.freeze()
  const { result, seconds } = await timed(isHealthy())
  expect(result).toBe(false)
  expect(seconds).toBeLessThan(3)
  line.thaw()
  expect(await isHealthy()).toBe(true)
})

test('a statement in a transaction may take longer than that', async () => {
  await database().$transaction((db) => db.$executeRaw`SELECT pg_sleep(3.5)`, { timeout: 10_000 })
})

test('one that takes longer than the limit is ended', async () => {
  const slow = () =>
    database().$transaction((db) => db.$executeRaw`SELECT pg_sleep(9)`, { timeout: 20_000 })
  const { result, seconds } = await timed(mapDatabaseErrors(slow))
  expect(result).toMatchObject({ code: 'unavailable' })
  expect(seconds).toBeLessThan(5.9)
})
