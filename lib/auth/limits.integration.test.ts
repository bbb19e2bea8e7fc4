import { expect, test, vi } from 'vitest'
import { consumeLoginAttempt } from '@/lib/auth/limits'
import { database } from '@/lib/db/client'

test('counts that ended more than an hour ago are removed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await database().$executeRaw`
    INSERT INTO rate_limits (key, points, expire)
    VALUES ('login:old', 1, ${Date.now() - 7_200_000}), ('login:new', 1, ${Date.now()})`
  await consumeLoginAttempt({ login: 'somebody', address: '192.0.2.7', device: undefined })
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  vi.useRealTimers()

  const kept = () => database().$queryRaw<{ key: string }[]>`
    SELECT key FROM rate_limits WHERE key IN ('login:old', 'login:new')`
  await vi.waitFor(async () => expect(await kept()).toEqual([{ key: 'login:new' }]))
})
