import { beforeEach, describe, expect, test } from 'vitest'
import { pendingDenials } from '@/lib/activity/denials'
import { hashToken } from '@/lib/auth/tokens'
import { verifyTrustedDeviceToken } from '@/lib/auth/trusted-device'
import { database, databasePool } from '@/lib/db/client'
import { changePassword } from '@/lib/sessions/commands'
import { recoverUser } from '@/lib/sessions/recovery'
import { signIn } from '@/lib/sessions/sign-in'
import * as make from '@/lib/testing/factories'

const WRONG = 'The email address or password is wrong.'
const { PASSWORD: password, origin } = make

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

let addresses = 0
const elsewhere = () => ({ ...origin, address: `198.51.100.${++addresses}` })

const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => String(Object(error).code),
  )

async function guess(times: number, email: string, from = origin): Promise<string[]> {
  const wrong = { email, password: 'Wrong-horse-7' }
  return Promise.all(Array.from({ length: times }, () => code(signIn(from, wrong))))
}

const times = (codes: string[], wanted: string) => codes.filter((one) => one === wanted).length

async function refusals(operation: string): Promise<number> {
  await pendingDenials()
  const { organizationId } = home
  return database().auditEvent.count({ where: { organizationId, operation, outcome: 'refused' } })
}

describe('guesses at a password', () => {
  test('are verified five times a login and source, also of 200 at once', async () => {
    const from = elsewhere()
    const before = await make.databaseSnapshot()
    const codes = await guess(200, home.email, from)
    expect(times(codes, 'invalid')).toBe(5)
    expect(times(codes, 'rate-limited')).toBe(195)
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await refusals('session.signIn'), 'one row each, of the limited ones one').toBe(6)
  })

  test('from one IPv6 network are counted together', async () => {
    const codes = []
    for (let host = 1; host <= 6; host += 1) {
      codes.push(...(await guess(1, home.email, { ...origin, address: `2001:db8::${host}` })))
    }
    expect(codes.at(-1)).toBe('rate-limited')
  })

  test('of a stranger do not keep out whoever signed in with this device before', async () => {
    const from = elsewhere()
    const { device } = await signIn(from, { email: home.email, password })
    await guess(8, home.email, from)
    expect(await code(signIn(from, { email: home.email, password }))).toBe('rate-limited')
    const again = await signIn({ ...from, device }, { email: home.email, password })
    expect(again.device).toBe(device)
  })

  test('use up the address for other logins only as far as they were verified', async () => {
    const from = elsewhere()
    await guess(200, home.email, from)
    const other = await make.organization()
    expect(await code(signIn(from, { email: other.email, password }))).toBe('done')
  })

  test('are counted for a known device too', async () => {
    const { device } = await signIn(origin, { email: home.email, password })
    const codes = await guess(20, home.email, { ...elsewhere(), device })
    expect(times(codes, 'invalid')).toBe(5)
    expect(await code(signIn({ ...elsewhere(), device }, { email: home.email, password }))).toBe(
      'rate-limited',
    )
  })

  test('the mark of a device is one user’s, and cannot be made up', async () => {
    const other = await make.organization()
    const { device } = await signIn(origin, { email: home.email, password })
    expect(verifyTrustedDeviceToken(home.userId, device)).toBeDefined()
    const [id = '', mac = ''] = device.split('.')
    const forged = [`x${id}.${mac}`, `${id}.`, `${id}`, '', '.', `${id}.${mac}x`, '\u{1f98a}.x']
    for (const mark of forged)
      expect(verifyTrustedDeviceToken(home.userId, mark), mark).toBeUndefined()
    const from = { ...elsewhere(), device }
    expect(times(await guess(7, other.email, from), 'rate-limited')).toBe(2)
    const bare = { ...from, device: undefined }
    expect(await guess(1, other.email, bare), 'it counted as no device').toEqual(['rate-limited'])
  })
})

describe('what is said of a wrong password', () => {
  test('takes no longer for a user than for nobody, also while the audit log is locked', async () => {
    await guess(1, 'nobody@example.com', elsewhere())
    const held = await databasePool().connect()
    await held.query('BEGIN')
    const { organizationId } = home
    await held.query('SELECT 1 FROM audit_heads WHERE organization_id = $1 FOR UPDATE', [
      organizationId,
    ])
    const timed = async (email: string) => {
      const began = performance.now()
      await expect(signIn(elsewhere(), { email, password: 'x' })).rejects.toThrow(WRONG)
      return performance.now() - began
    }
    const took = [await timed(home.email), await timed('nobody@example.com')]
    await held.query('ROLLBACK')
    held.release()
    expect(Math.max(...took)).toBeLessThan(1_000)
    expect(await refusals('session.signIn')).toBe(1)
  })
})

test('a user has twenty sessions at most: the oldest give way', async () => {
  const { userId, email } = home
  const oldest = await make.createSession(userId)
  for (let count = 0; count < 24; count += 1) await make.createSession(userId)
  const bystander = await make.organization()
  const { token } = await signIn(origin, { email, password })
  const left = await database().session.findMany({ where: { userId } })
  expect(left).toHaveLength(20)
  const ids = left.map(({ id }) => id)
  expect(ids).toContain(hashToken(token))
  expect(ids).not.toContain(hashToken(oldest))
  expect(await database().session.count({ where: { userId: bystander.userId } })).toBe(1)
})

describe('changing the password', () => {
  const wanted = { password: 'Another-horse-8', repeated: 'Another-horse-8' }

  test('150 times at once with a wrong one delays no sign-in', async () => {
    const { organizationId, accountId } = home
    const user = await make.user({ organizationId, accountId })
    const actor = await make.actorFor(user.id)
    const before = await make.databaseSnapshot()
    const enter = async () => {
      const began = performance.now()
      await signIn(elsewhere(), { email: home.email, password })
      return performance.now() - began
    }
    const usual = await enter()
    const flood = Array.from({ length: 150 }, () =>
      code(changePassword(actor, { current: 'wrong', ...wanted })),
    )
    expect((await enter()) - usual).toBeLessThan(2_000)
    const codes = await Promise.all(flood)
    expect(times(codes, 'invalid')).toBe(5)
    expect(times(codes, 'rate-limited')).toBe(145)
    expect(await refusals('profile.changePassword')).toBe(6)
    await database().session.deleteMany({ where: { userId: home.userId } })
    expect(JSON.parse(await make.databaseSnapshot()).formerPasswords).toEqual(
      JSON.parse(before).formerPasswords,
    )
  })
})

describe('the command of the host', () => {
  test('lets in again whoever is locked out, and ends what was open', async () => {
    const from = elsewhere()
    const { device } = await signIn(from, { email: home.email, password })
    await guess(8, home.email, from)
    await guess(8, home.email, { ...from, device })
    const fresh = 'Recovered-horse-9'
    const { ended } = await recoverUser(origin, { email: home.email, password: fresh })
    expect(ended).toBe(2)
    expect(await database().session.count({ where: { userId: home.userId } })).toBe(0)
    expect(await code(signIn(from, { email: home.email, password }))).toBe('invalid')
    expect(await code(signIn(from, { email: home.email, password: fresh }))).toBe('done')
    expect(await code(signIn({ ...from, device }, { email: home.email, password: fresh }))).toBe(
      'done',
    )
    const user = await database().user.findUniqueOrThrow({ where: { id: home.userId } })
    expect(user.mustChangePassword).toBe(true)
    const { organizationId } = home
    const where = { organizationId, operation: 'users.recover', outcome: 'done' }
    const [row] = await database().auditEvent.findMany({ where })
    expect(row).toMatchObject({ targetId: home.userId, actorId: null })
    expect(JSON.stringify(row)).not.toContain(fresh)
  })

  test('refuses an address that nobody has and a weak password, and nothing changes', async () => {
    const before = await make.databaseSnapshot()
    const nobody = { email: 'nobody@example.com', password }
    expect(await code(recoverUser(origin, nobody))).toBe('not-found')
    expect(await code(recoverUser.runUntrusted(origin, { password }))).toBe('invalid')
    expect(await code(recoverUser(origin, { email: home.email, password: 'x' }))).toBe('invalid')
    expect(await make.databaseSnapshot()).toBe(before)
  })
})
