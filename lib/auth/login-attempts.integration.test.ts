import { expect, test, vi } from 'vitest'
import { consumeLoginAttempt } from '@/lib/auth/login-attempts'
import { database } from '@/lib/db/client'

test('counts are deleted an hour after they expire', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await database().$executeRaw`
    INSERT INTO rate_limits (key, points, expire)
    VALUES ('login:old', 1, ${Date.now() - 7_200_000}), ('login:new', 1, ${Date.now()})`
  await consumeLoginAttempt({ login: 'ada@example.com', address: '192.0.2.7', device: undefined })
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  vi.useRealTimers()

  const findCounts = () => database().$queryRaw<{ key: string }[]>`
    SELECT key FROM rate_limits WHERE key IN ('login:old', 'login:new')`
  await vi.waitFor(async () => expect(await findCounts()).toEqual([{ key: 'login:new' }]))
})
