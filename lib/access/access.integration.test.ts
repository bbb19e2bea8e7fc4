import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { signInVerdict } from '@/lib/access/policy'
import { getUserDetails } from '@/lib/access/queries'
import { pendingDenials } from '@/lib/activity/denials'
import { database } from '@/lib/db/client'
import { createLink } from '@/lib/links/records'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'

const { PASSWORD: password } = make

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0'
const from = (address: string) => ({
  ...make.origin,
  requestId: randomUUID(),
  address,
  userAgent: firefox,
})
const accessOf = (id: number) => getUserDetails(home.admin, { id })
const verdictOf = async (id: number) => signInVerdict((await accessOf(id)).facts).kind
const newUser = async (fields: Parameters<typeof make.user>[1] = {}) => {
  const { organizationId } = home
  const { id: accountId } = await make.account(organizationId)
  return make.user({ organizationId, accountId }, fields)
}

async function fail(email: string, times: number, address = '203.0.113.9') {
  for (let attempt = 0; attempt < times; attempt += 1) {
    await expect(signIn(from(address), { email, password: 'wrong' })).rejects.toThrow()
  }
  await pendingDenials()
}

describe('the last sign-ins of a user', () => {
  test('are named with method, browser and network, also if they were denied', async () => {
    await fail(home.email, 1)
    await signIn(from('10.0.0.7'), { email: home.email, password })
    const { attempts } = await accessOf(home.userId)
    expect(attempts).toMatchObject([
      {
        succeeded: true,
        method: 'password',
        reason: '',
        browser: 'Firefox 127 on Linux',
        network: 'private network 10.0.0.0/24',
        at: expect.any(Date),
      },
      {
        succeeded: false,
        method: undefined,
        reason: 'The email address or password is wrong.',
        network: '203.0.113.0/24',
      },
    ])
  })

  test('are the last five, and nobody else is among them', async () => {
    const other = await newUser()
    await fail(home.email, 4)
    await fail(other.email, 1)
    await signIn(from('10.0.0.7'), { email: home.email, password })
    await signIn(from('10.0.0.8'), { email: home.email, password })
    const { attempts } = await accessOf(home.userId)
    expect(attempts.map(({ succeeded }) => succeeded)).toEqual([true, true, false, false, false])
    expect((await accessOf(other.id)).attempts).toHaveLength(1)
  })

  test('include those of earlier versions, which recorded less', async () => {
    const { userId, organizationId } = home
    await database().$transaction(async (db) => {
      await db.$executeRaw`
        WITH head AS (UPDATE audit_heads SET seq = seq + 1, mac = ${'0'.repeat(64)}
                       WHERE organization_id = ${organizationId} RETURNING *)
        INSERT INTO audit_events (organization_id, seq, at, operation, outcome, target_type,
                                  target_id, address, request_id, detail, mac)
        SELECT organization_id, seq, now(), 'session.signIn', 'done', 'user', ${userId}::int,
               '192.0.2.1', 'test', '{}', mac FROM head`
    })
    const [attempt] = (await accessOf(userId)).attempts
    expect(attempt).toMatchObject({ method: undefined, browser: 'Unknown browser' })
  })
})

describe('the verdict', () => {
  test('follows passwords, their age and who may change them', async () => {
    const { id, email } = await newUser()
    expect(await verdictOf(id)).toBe('no-password')
    const { organizationId } = home
    await createLink(database(), { userId: id, organizationId, purpose: 'invite', createdBy: null })
    expect(await verdictOf(id)).toBe('invited')
    await database().user.update({ where: { id }, data: { passwordHash: 'x' } })
    expect(await verdictOf(id)).toBe('can-sign-in')
    await database().user.update({ where: { id }, data: { mustChangePassword: true } })
    expect(await verdictOf(id)).toBe('must-choose-password')
    await fail(email, 5)
    expect(await verdictOf(id)).toBe('paused')
    const passwordChangedAt = new Date(Date.now() - 31 * 86_400_000)
    const data = { initialPassword: true, passwordChangedAt }
    await database().user.update({ where: { id }, data })
    expect(await verdictOf(id)).toBe('initial-password-expired')
    await database().user.update({ where: { id }, data: { active: false } })
    expect(await verdictOf(id)).toBe('inactive')
  })

  test('agrees with what signing in does', async () => {
    expect(await verdictOf(home.userId)).toBe('can-sign-in')
    await fail(home.email, 5)
    expect(await verdictOf(home.userId)).toBe('paused')
    const attempt = signIn(from('203.0.113.9'), { email: home.email, password })
    await expect(attempt).rejects.toMatchObject({ code: 'rate-limited' })
  })

  test('says who has to set up a second factor', async () => {
    const { organizationId, userId } = home
    await database().$executeRaw`
      UPDATE organizations SET second_factor_policy = 'org-admins',
             second_factor_required_since = now() WHERE id = ${organizationId}`
    expect(await verdictOf(userId)).toBe('must-set-up-second-factor')
    const { id } = await newUser({ passwordHash: 'x' })
    expect(await verdictOf(id)).toBe('can-sign-in')
    await database().$executeRaw`
      UPDATE organizations SET second_factor_grace_days = 7 WHERE id = ${organizationId}`
    expect(await verdictOf(userId)).toBe('can-sign-in')
    const { facts } = await accessOf(userId)
    expect(Number(facts.secondFactorDueAt)).toBeGreaterThan(Date.now())
    await database().$executeRaw`
      INSERT INTO second_factors (user_id, secret, last_step) VALUES (${userId}, '\\x00', 0)`
    expect((await accessOf(userId)).facts).toMatchObject({
      authenticatorSince: expect.any(Date),
      secondFactorDueAt: null,
    })
  })
})
