import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import { transaction } from '@/lib/db/transaction'
import { isHealthy } from '@/lib/health'
import { withReadLimit } from '@/lib/read-limit'
import { tcpProxy } from '@/lib/testing/tcp-proxy'
import { timed } from '@/lib/testing/timing'

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

async function measure<T>(promise: Promise<T>): Promise<{ result: T | Error; seconds: number }> {
  const startedAt = performance.now()
  const result = await promise.catch((error: Error) => error)
  return { result, seconds: (performance.now() - startedAt) / 1000 }
}

test('a frozen database is unavailable within three seconds, and recovers', timed, async () => {
  proxy.freeze()
  const { result, seconds } = await measure(read())
  expect(result).toMatchObject({ code: 'unavailable' })
  expect(seconds).toBeLessThan(3)
  proxy.thaw()
  expect(await read()).toEqual([])
})

test('a frozen database is unavailable when every connection is open', timed, async () => {
  await Promise.all(Array.from({ length: 20 }, () => database().$executeRaw`SELECT pg_sleep(0.1)`))
  proxy.freeze()
  const all = await Promise.all(Array.from({ length: 20 }, () => measure(read())))
  for (const { result, seconds } of all) {
    expect(result).toMatchObject({ code: 'unavailable' })
    expect(seconds).toBeLessThan(3)
  }
})

describe('a request', timed, () => {
  const sleep = (seconds: number) =>
    mapDatabaseErrors(() => database().$queryRaw`SELECT pg_sleep(${seconds})`)

  test('that reads slowly many times is unavailable within three seconds', async () => {
    const request = async () => {
      for (let reads = 0; reads < 5; reads += 1) await sleep(0.9)
    }
    const { result, seconds } = await measure(withReadLimit(request))
    expect(result).toMatchObject({ code: 'unavailable' })
    expect(seconds).toBeLessThan(3)
  })

  test('waits once for a database that freezes in the middle, also for its error page', async () => {
    const request = async () => {
      await read()
      proxy.freeze()
      await expect(Promise.all([read(), read()])).rejects.toMatchObject({ code: 'unavailable' })
      return read()
    }
    const { result, seconds } = await measure(withReadLimit(request))
    expect(result).toMatchObject({ code: 'unavailable' })
    expect(seconds).toBeLessThan(3)
  })

  test('counts reads at the same time once, and transactions not at all', async () => {
    const request = async () => {
      await Promise.all([sleep(0.9), sleep(0.9), sleep(0.9)])
      await transaction((db) => db.$executeRaw`SELECT pg_sleep(2)`)
      return sleep(0.9)
    }
    const { result } = await measure(withReadLimit(request))
    expect(result).not.toBeInstanceOf(Error)
  })

  test('waits for no connection longer than for a read', async () => {
    const hold = () => database().$executeRaw`SELECT pg_sleep(2.4)`
    const held = Promise.all(Array.from({ length: 20 }, hold))
    const request = async () => {
      await sleep(0.1).catch(() => undefined)
      await sleep(2)
    }
    const { result, seconds } = await measure(withReadLimit(request))
    expect(result).toMatchObject({ code: 'unavailable' })
    expect(seconds).toBeLessThan(3)
    await held
  })
})

test('the health check fails within three seconds', timed, async () => {
  expect(await isHealthy()).toBe(true)
  proxy.freeze()
  const { result, seconds } = await measure(isHealthy())
  expect(result).toBe(false)
  expect(seconds).toBeLessThan(3)
  proxy.thaw()
  expect(await isHealthy()).toBe(true)
})

test('a statement in a transaction may take longer than three seconds', async () => {
  await database().$transaction((db) => db.$executeRaw`SELECT pg_sleep(3.5)`, { timeout: 10_000 })
})

test('a statement that takes longer than its limit is canceled', timed, async () => {
  const slow = () =>
    database().$transaction((db) => db.$executeRaw`SELECT pg_sleep(9)`, { timeout: 20_000 })
  const { result, seconds } = await measure(mapDatabaseErrors(slow))
  expect(result).toMatchObject({ code: 'unavailable' })
  expect(seconds).toBeLessThan(5.9)
})

test('a commit that is not acknowledged may have been saved', timed, async () => {
  const change = transaction(async (db) => {
    await db.$executeRaw`SELECT 1`
    proxy.freeze()
  })
  const { result, seconds } = await measure(change)
  expect(result).toMatchObject({ code: 'unavailable', outcomeUnknown: true })
  expect(result).toHaveProperty('message', expect.stringContaining('It is not known whether'))
  expect(seconds).toBeLessThan(7)
})

test(
  'a transaction that freezes before its commit has not been saved, and its request reads nothing more',
  timed,
  async () => {
    const request = async () => {
      const change = transaction(async (db) => {
        proxy.freeze()
        await db.$executeRaw`SELECT 1`
      })
      return { changed: await measure(change), readAfterwards: await measure(read()) }
    }
    const { changed, readAfterwards } = await withReadLimit(request)
    expect(changed.result).toMatchObject({ code: 'unavailable', outcomeUnknown: false })
    expect(changed.seconds).toBeLessThan(7)
    expect(readAfterwards.result).toMatchObject({ code: 'unavailable' })
    expect(readAfterwards.seconds).toBeLessThan(0.1)
  },
)
