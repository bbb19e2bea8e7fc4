import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { consumeLoginAttempt, resetLoginAttempts } from '@/lib/auth/login-attempts'
import {
  consumeOwnPasswordAttempt,
  resetOwnPasswordAttempts,
} from '@/lib/auth/own-password-attempts'
import { consumeSetupAttempt } from '@/lib/auth/visitor-attempts'
import { database } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

const newLogin = () => `${randomUUID()}@example.com`

type Attempt = Parameters<typeof consumeLoginAttempt>[0]

const from = (login: string, address: string, rest: Partial<Attempt> = {}): Attempt => ({
  login,
  address,
  userId: undefined,
  device: undefined,
  ...rest,
})

/** `counted`, or the message of the rejection. */
const outcomeOf = (attempt: Promise<void>) =>
  attempt.then(
    () => 'counted',
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'rate-limited') return error.message
      throw error
    },
  )

async function countAll(attempts: Attempt[]): Promise<number> {
  const outcomes = await Promise.all(attempts.map((a) => outcomeOf(consumeLoginAttempt(a))))
  return outcomes.filter((outcome) => outcome === 'counted').length
}

async function countRows(): Promise<number> {
  const [limits, failed] = await Promise.all([
    database().rateLimit.count(),
    database().failedAttempt.count(),
  ])
  return limits + failed
}

let networks = 0
/** An address in an IPv6 /48 of its own. */
const newNetwork = () => `2001:db8:${(++networks).toString(16)}`

const LOCKED =
  'There were too many wrong passwords. Sign in with a browser you used before, or ask an administrator to unlock you.'

test('one login gets 100 attempts in a row from all networks together, at once or one by one', async () => {
  const login = newLogin()
  const attempts = Array.from({ length: 150 }, () => from(login, `${newNetwork()}::1`))
  expect(await countAll(attempts)).toBe(100)
  const rows = await countRows()
  for (let index = 0; index < 20; index += 1) {
    const rejected = consumeLoginAttempt(from(login, `${newNetwork()}::1`))
    expect(await outcomeOf(rejected)).toBe(LOCKED)
  }
  expect(await countRows(), 'rejected attempts add no rows').toBe(rows)
})

test('the row of 100 does not end with time', async () => {
  const login = newLogin()
  await countAll(Array.from({ length: 100 }, () => from(login, `${newNetwork()}::1`)))
  await database().$executeRaw`UPDATE rate_limits SET expire = 1`
  await database().$executeRaw`UPDATE failed_attempts SET last_at = last_at - interval '80 days'`
  const later = consumeLoginAttempt(from(login, `${newNetwork()}::1`))
  expect(await outcomeOf(later)).toBe(LOCKED)
})

test('a success ends the row, also on a trusted device', async () => {
  const login = newLogin()
  for (const device of [undefined, 'device']) {
    await countAll(Array.from({ length: 100 }, () => from(login, `${newNetwork()}::1`)))
    await resetLoginAttempts(from(login, '192.0.2.1', { device }))
    expect(await countAll([from(login, `${newNetwork()}::1`)])).toBe(1)
    await resetLoginAttempts(from(login, '192.0.2.1'))
  }
})

test('a trusted device has attempts of its own: 5 in 15 minutes and 100 in a row', async () => {
  const login = newLogin()
  const trusted = from(login, '192.0.2.1', { device: 'device' })
  await countAll(Array.from({ length: 100 }, () => from(login, `${newNetwork()}::1`)))
  expect(await countAll(Array.from({ length: 20 }, () => trusted))).toBe(5)
  let counted = 5
  for (let round = 0; round < 25; round += 1) {
    await database().$executeRaw`UPDATE rate_limits SET expire = 1 WHERE key LIKE 'device:%'`
    counted += await countAll(Array.from({ length: 6 }, () => trusted))
  }
  expect(counted).toBe(100)
  const other = from(login, '192.0.2.1', { device: 'other' })
  expect(await countAll([other])).toBe(1)
})

test.each([
  ['a /64', 5, (index: number) => `:1:2::${index + 1}`],
  ['a /56', 10, (index: number) => `:10${(index % 100).toString().padStart(2, '0')}::1`],
  ['a /48', 20, (index: number) => `:${(index * 257).toString(16)}::1`],
])('%s of IPv6 gets %i attempts per login, at once or one by one', async (_, limit, host) => {
  const network = newNetwork()
  const [login, other] = [newLogin(), newLogin()]
  const attempts = (name: string) =>
    Array.from({ length: 60 }, (_, index) => from(name, network + host(index)))
  expect(await countAll(attempts(login))).toBe(limit)
  let counted = 0
  for (const attempt of attempts(other)) counted += await countAll([attempt])
  expect(counted).toBe(limit)
  const rows = await countRows()
  expect(await countAll(attempts(login))).toBe(0)
  expect(await countRows()).toBe(rows)
})

test('a /48 of IPv6 gets 400 attempts for all logins together', async () => {
  const network = newNetwork()
  const attempts = Array.from({ length: 500 }, (_, index) =>
    from(newLogin(), `${network}:${(index * 131).toString(16)}::1`),
  )
  let counted = 0
  for (let start = 0; start < 500; start += 50) {
    counted += await countAll(attempts.slice(start, start + 50))
  }
  // Different logins don't wait for each other, so a few at once may pass the limit.
  expect(counted).toBeGreaterThanOrEqual(400)
  expect(counted).toBeLessThan(400 + 50)
  const rows = await countRows()
  expect(await countAll([from(newLogin(), `${network}:ffff::1`)])).toBe(0)
  expect(await countRows()).toBe(rows)
})

test('a signed-in user gets 5 attempts at the own password in 15 minutes, and 100 in a row', async () => {
  const userId = 4242
  const consume = () => outcomeOf(consumeOwnPasswordAttempt(userId))
  const countNow = async () => {
    await database().$executeRaw`UPDATE rate_limits SET expire = 1 WHERE key LIKE 'own:%'`
    const outcomes = await Promise.all(Array.from({ length: 6 }, consume))
    return outcomes.filter((outcome) => outcome === 'counted').length
  }
  expect(await countNow()).toBe(5)
  for (let round = 0; round < 19; round += 1) await countNow()
  expect(await countNow()).toBe(0)
  await resetOwnPasswordAttempts(userId)
  expect(await countNow()).toBe(5)
})

test('one network gets 20 attempts at the setup link', async () => {
  const outcomes = []
  for (let index = 0; index < 25; index += 1) {
    outcomes.push(await outcomeOf(consumeSetupAttempt('192.0.2.77')))
  }
  expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(20)
  expect(await outcomeOf(consumeSetupAttempt('192.0.2.78'))).toBe('counted')
})

test('the rejection names the time by the clock of the database', async () => {
  const attempt = from(newLogin(), '198.51.100.1')
  await countAll(Array.from({ length: 5 }, () => attempt))
  await expect(consumeLoginAttempt(attempt)).rejects.toMatchObject({
    message: 'Too many attempts. Try again in 15 minutes.',
    retryAfter: expect.closeTo(900, -1),
  })
})

test('a later attempt deletes counts an hour after they expire, and old rows of nobody', async () => {
  await database().$executeRaw`
    INSERT INTO rate_limits (key, points, expire)
    VALUES ('login:old', 1, ${Date.now() - 7_200_000}), ('login:new', 1, ${Date.now()})`
  await database().$executeRaw`
    INSERT INTO failed_attempts (subject, source, attempts, user_id, networks, last_at)
    VALUES ('nobody', '', 1, NULL, '{}', now() - interval '91 days'),
           ('lately', '', 1, NULL, '{}', now() - interval '89 days'),
           ('someone', '', 1, 1, '{}', now() - interval '91 days')`
  await consumeLoginAttempt(from(newLogin(), '192.0.2.7'))
  const limits = await database().$queryRaw`
    SELECT key FROM rate_limits WHERE key IN ('login:old', 'login:new')`
  expect(limits).toEqual([{ key: 'login:new' }])
  const failed = await database().$queryRaw`
    SELECT subject FROM failed_attempts WHERE subject IN ('nobody', 'lately', 'someone')
     ORDER BY subject`
  expect(failed).toEqual([{ subject: 'lately' }, { subject: 'someone' }])
})
