import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { pendingDenials } from '@/lib/activity/denials'
import { hashToken } from '@/lib/auth/tokens'
import { verifyTrustedDevice } from '@/lib/auth/trusted-device'
import { database, databasePool } from '@/lib/db/client'
import { changePassword } from '@/lib/sessions/commands'
import { recoverUser } from '@/lib/sessions/recovery'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'
import { timed } from '@/lib/testing/timing'

const { PASSWORD: password, origin } = make

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

let addresses = 0
const newAddress = () => ({ ...origin, address: `198.51.100.${++addresses}` })

const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => String(Object(error).code),
  )

async function tryWrongPassword(times: number, email: string, from = origin): Promise<string[]> {
  const attempt = async (): Promise<string> => {
    const wrong = { email, password: 'Wrong-horse-7' }
    const result = await outcome(signIn({ ...from, requestId: randomUUID() }, wrong))
    // On a busy machine some wait too long for a connection.
    return result === 'unavailable' ? attempt() : result
  }
  return Promise.all(Array.from({ length: times }, attempt))
}

const count = (outcomes: string[], wanted: string) =>
  outcomes.filter((result) => result === wanted).length

async function countDenials(operation: string): Promise<number> {
  await pendingDenials()
  const { organizationId } = home
  return database().auditEvent.count({ where: { organizationId, operation, outcome: 'refused' } })
}

describe('login attempts', () => {
  test('are verified five times per login and address, even when 200 arrive at once', async () => {
    const from = newAddress()
    const before = await make.databaseSnapshot()
    const outcomes = await tryWrongPassword(200, home.email, from)
    expect(count(outcomes, 'invalid')).toBe(5)
    expect(count(outcomes, 'rate-limited')).toBe(195)
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await countDenials('session.signIn'), 'five wrong ones and one limited one').toBe(6)
  })

  test('from one IPv6 network share a count', async () => {
    const outcomes = []
    for (let host = 1; host <= 6; host += 1) {
      const from = { ...origin, address: `2001:db8::${host}` }
      outcomes.push(...(await tryWrongPassword(1, home.email, from)))
    }
    expect(outcomes.at(-1)).toBe('rate-limited')
  })

  test('of a stranger do not lock out a trusted device', async () => {
    const from = newAddress()
    const { deviceToken } = await signIn(from, { email: home.email, password })
    await tryWrongPassword(8, home.email, from)
    expect(await outcome(signIn(from, { email: home.email, password }))).toBe('rate-limited')
    const again = await signIn({ ...from, deviceToken }, { email: home.email, password })
    expect(again.deviceToken).toBe(deviceToken)
  })

  test('count against the address only if they were verified', async () => {
    const from = newAddress()
    await tryWrongPassword(200, home.email, from)
    const other = await make.organization()
    expect(await outcome(signIn(from, { email: other.email, password }))).toBe('done')
  })

  test('are limited on a trusted device too', async () => {
    const { deviceToken } = await signIn(origin, { email: home.email, password })
    const outcomes = await tryWrongPassword(20, home.email, { ...newAddress(), deviceToken })
    expect(count(outcomes, 'invalid')).toBe(5)
    const right = signIn({ ...newAddress(), deviceToken }, { email: home.email, password })
    expect(await outcome(right)).toBe('rate-limited')
  })

  test('with a forged or foreign trusted-device token count as without one', async () => {
    const other = await make.organization()
    const { deviceToken } = await signIn(origin, { email: home.email, password })
    expect(verifyTrustedDevice(home.userId, deviceToken)).toBeDefined()
    const [id = '', mac = ''] = deviceToken.split('.')
    const forged = [`x${id}.${mac}`, `${id}.`, `${id}`, '', '.', `${id}.${mac}x`, '\u{1f98a}.x']
    for (const token of forged) {
      expect(verifyTrustedDevice(home.userId, token), token).toBeUndefined()
    }
    const from = { ...newAddress(), deviceToken }
    expect(count(await tryWrongPassword(7, other.email, from), 'rate-limited')).toBe(2)
    const withoutToken = { ...from, deviceToken: undefined }
    expect(await tryWrongPassword(1, other.email, withoutToken)).toEqual(['rate-limited'])
  })
})

test(
  'a known and an unknown user are rejected alike, even while the audit log is locked',
  timed,
  async () => {
    await tryWrongPassword(1, 'nobody@example.com', newAddress())
    const client = await databasePool().connect()
    await client.query('BEGIN')
    const lock = 'SELECT 1 FROM audit_heads WHERE organization_id = $1 FOR UPDATE'
    await client.query(lock, [home.organizationId])
    const timeToReject = async (email: string) => {
      const start = performance.now()
      await expect(signIn(newAddress(), { email, password: 'x' })).rejects.toThrow(
        'The email address or password is wrong.',
      )
      return performance.now() - start
    }
    const times = [await timeToReject(home.email), await timeToReject('nobody@example.com')]
    await client.query('ROLLBACK')
    client.release()
    expect(Math.max(...times)).toBeLessThan(1_000)
    expect(await countDenials('session.signIn')).toBe(1)
  },
)

test('the session and the audit log name the method, and a browser is new only once', async () => {
  const { email, organizationId } = home
  const first = await signIn(origin, { email, password })
  expect(first.isNewDevice).toBe(true)
  const { deviceToken } = first
  expect((await signIn({ ...origin, deviceToken }, { email, password })).isNewDevice).toBe(false)
  const id = hashToken(first.sessionToken)
  expect(await database().session.findUnique({ where: { id } })).toMatchObject({
    method: 'password',
  })
  const where = { organizationId, operation: 'session.signIn' }
  const row = await database().auditEvent.findFirstOrThrow({ where })
  expect(JSON.parse(row.detail)).toEqual({ method: 'password', userAgent: 'test' })
})

test('a user has at most twenty sessions, and a new one ends the oldest', async () => {
  const { userId, email } = home
  const oldest = await make.createSession(userId)
  for (let index = 0; index < 24; index += 1) await make.createSession(userId)
  const other = await make.organization()
  const { sessionToken } = await signIn(origin, { email, password })
  const sessions = await database().session.findMany({ where: { userId } })
  expect(sessions).toHaveLength(20)
  const ids = sessions.map(({ id }) => id)
  expect(ids).toContain(hashToken(sessionToken))
  expect(ids).not.toContain(hashToken(oldest))
  expect(await database().session.count({ where: { userId: other.userId } })).toBe(1)
})

test('150 wrong current passwords at once do not delay a sign-in', timed, async () => {
  const { organizationId, accountId } = home
  const user = await make.user({ organizationId, accountId })
  const actor = await make.actorFor(user.id)
  const before = await make.databaseSnapshot()
  const timeToSignIn = async () => {
    const start = performance.now()
    await signIn(newAddress(), { email: home.email, password })
    return performance.now() - start
  }
  const usual = await timeToSignIn()
  const input = {
    currentPassword: 'wrong',
    password: 'Another-horse-8',
    repeatedPassword: 'Another-horse-8',
  }
  const inRequest = (requestId: string) => ({ ...actor, origin: { ...origin, requestId } })
  const attempts = Array.from({ length: 150 }, () =>
    outcome(changePassword(inRequest(randomUUID()), input)),
  )
  expect((await timeToSignIn()) - usual).toBeLessThan(2_000)
  const outcomes = await Promise.all(attempts)
  expect(count(outcomes, 'invalid')).toBe(5)
  expect(count(outcomes, 'rate-limited')).toBe(145)
  expect(await countDenials('profile.changePassword')).toBe(6)
  await database().session.deleteMany({ where: { userId: home.userId } })
  expect(JSON.parse(await make.databaseSnapshot()).former_passwords).toEqual(
    JSON.parse(before).former_passwords,
  )
})

describe('recovering a user', () => {
  test('unlocks them with a new password and ends their sessions', async () => {
    const from = newAddress()
    const { deviceToken } = await signIn(from, { email: home.email, password })
    await tryWrongPassword(8, home.email, from)
    await tryWrongPassword(8, home.email, { ...from, deviceToken })
    const recovered = { email: home.email, password: 'Recovered-horse-9' }
    const { sessionsEnded, secretEnded } = await recoverUser(origin, recovered)
    expect([sessionsEnded, secretEnded]).toEqual([2, true])
    expect(await database().session.count({ where: { userId: home.userId } })).toBe(0)
    expect(await outcome(signIn(from, { email: home.email, password }))).toBe('invalid')
    expect(await outcome(signIn(from, recovered))).toBe('done')
    expect(await outcome(signIn({ ...from, deviceToken }, recovered))).toBe('done')
    const user = await database().user.findUniqueOrThrow({ where: { id: home.userId } })
    expect(user.mustChangePassword).toBe(true)
    const { organizationId } = home
    const where = { organizationId, operation: 'users.recover', outcome: 'done' }
    const [row] = await database().auditEvent.findMany({ where })
    expect(row).toMatchObject({ targetId: home.userId, actorId: null })
    expect(JSON.stringify(row)).not.toContain(recovered.password)
  })

  test('rejects an unknown address and a weak password, and changes nothing', async () => {
    const before = await make.databaseSnapshot()
    const unknown = { email: 'nobody@example.com', password }
    expect(await outcome(recoverUser(origin, unknown))).toBe('not-found')
    expect(await outcome(recoverUser.runUntrusted(origin, { password }))).toBe('invalid')
    expect(await outcome(recoverUser(origin, { email: home.email, password: 'x' }))).toBe('invalid')
    expect(await make.databaseSnapshot()).toBe(before)
  })
})
