import { beforeEach, describe, expect, test } from 'vitest'
import { pendingDenials } from '@/lib/activity/denials'
import { findActorBySession, type Origin } from '@/lib/auth/actor'
import { sign } from '@/lib/auth/signatures'
import { database } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { startPasskey } from '@/lib/passkeys/commands'
import { requestPasskey } from '@/lib/passkeys/queries'
import { signInWithPasskey } from '@/lib/sessions/passkey-sign-in'
import { Authenticator } from '@/lib/testing/authenticator'
import * as make from '@/lib/testing/factories'
import { registerPasskey } from '@/lib/testing/passkeys'

const DENIED = "This passkey can't be used to sign in. Try another way."

let home: Awaited<ReturnType<typeof make.organization>>
let authenticator: Authenticator
let origin: Origin
let address = 0
beforeEach(async () => {
  home = await make.organization()
  authenticator = await registerPasskey(home.admin)
  address += 1
  origin = { ...make.origin, requestId: crypto.randomUUID(), address: `198.51.100.${address}` }
})

const challenge = async () => {
  const request = await requestPasskey(origin)
  if (!request) throw new Error('There are no passkeys.')
  return request
}
const signIn = (assertion: string) => signInWithPasskey(origin, { assertion })
const use = async () => authenticator.authenticate(await challenge())
const stored = () =>
  database().passkey.findFirstOrThrow({ where: { userId: home.userId }, omit: { publicKey: true } })
const sessions = () => database().session.count({ where: { userId: home.userId } })
const lastAudit = async () => {
  await pendingDenials()
  const where = { organizationId: home.organizationId }
  const row = await database().auditEvent.findFirstOrThrow({ where, orderBy: { seq: 'desc' } })
  return { ...row, detail: JSON.parse(row.detail) }
}

/** Also expects that nothing changed, and that the audit log has the reason. */
async function expectDenied(assertion: string, reason: string): Promise<void> {
  const before = { passkey: await stored(), sessions: await sessions() }
  await expect(signIn(assertion)).rejects.toThrow(DENIED)
  expect({ passkey: await stored(), sessions: await sessions() }).toEqual(before)
  expect(await lastAudit()).toMatchObject({
    operation: 'session.signIn',
    outcome: 'refused',
    targetId: home.userId,
    detail: { method: 'passkey', reason },
  })
}

describe('signing in with a passkey', () => {
  test('starts a session, and records how and when', async () => {
    const { sessionToken, isNewDevice } = await signIn(await use())
    const actor = await findActorBySession(sessionToken, origin)
    expect(actor).toMatchObject({ userId: home.userId, recentlyAuthenticated: true })
    expect(isNewDevice).toBe(true)
    expect((await stored()).lastUsedAt).toBeInstanceOf(Date)
    expect(await lastAudit()).toMatchObject({
      operation: 'session.signIn',
      outcome: 'done',
      detail: { method: 'passkey' },
    })
  })

  test('works again, with a counter that goes up', async () => {
    authenticator.counter = 1
    await signIn(await use())
    authenticator.counter = 5
    await signIn(await use())
    expect((await stored()).counter).toBe(5n)
  })

  test('records whether the passkey is synced now', async () => {
    await signIn(authenticator.authenticate(await challenge(), { synced: true }))
    expect((await stored()).backedUp).toBe(true)
  })

  test('is not limited by passkeys that worked', async () => {
    for (let n = 0; n < 8; n += 1) await signIn(await use())
  })

  test('still works when wrong passwords have locked the login', async () => {
    await database().$executeRaw`
      INSERT INTO failed_attempts (subject, source, attempts, networks)
      VALUES (encode(sha256(convert_to(${home.email}, 'UTF8')), 'hex'), '', 100, '{}')`
    await signIn(await use())
  })
})

describe('signing in is denied with one sentence', () => {
  const invalid = 'The passkey is not valid.'

  test('for an unknown passkey', async () => {
    const before = await make.databaseSnapshot()
    const assertion = new Authenticator().authenticate(await challenge())
    await expect(signIn(assertion)).rejects.toThrow(DENIED)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('for a removed passkey', async () => {
    await database().passkey.deleteMany({ where: { userId: home.userId } })
    await expect(signIn(await use())).rejects.toThrow(DENIED)
  })

  test('for a deactivated user', async () => {
    const { organizationId, accountId } = home
    await make.user({ organizationId, accountId }, { orgAdmin: true })
    await database().user.update({ where: { id: home.userId }, data: { active: false } })
    await expectDenied(await use(), 'The user is not active.')
  })

  test('for a user of a deactivated account', async () => {
    const { organizationId } = home
    const account = await make.account(organizationId)
    const user = await make.user({ organizationId, accountId: account.id })
    authenticator = await registerPasskey(await make.actorFor(user.id))
    await database().user.updateMany({ where: { id: user.id }, data: { active: false } })
    await database().account.update({ where: { id: account.id }, data: { active: false } })
    await expect(signIn(await use())).rejects.toThrow(DENIED)
  })

  test('with the signature of another key', async () => {
    const request = await challenge()
    const other = new Authenticator()
    const forged = { ...JSON.parse(other.authenticate(request)), id: authenticator.id }
    forged.rawId = authenticator.id
    const { userHandle } = JSON.parse(await use()).response
    forged.response.userHandle = userHandle
    await expectDenied(JSON.stringify(forged), invalid)
  })

  test('with a challenge that was used', async () => {
    const assertion = await use()
    await signIn(assertion)
    await expectDenied(assertion, 'The challenge has expired or was used before.')
  })

  test('with a challenge that five requests use at once, except for one of them', async () => {
    const assertion = await use()
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => signIn(assertion)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('with a challenge for something else', async () => {
    const { options } = await startPasskey(home.admin)
    const request = { challenge: options.challenge, rpId: 'localhost' }
    await expectDenied(authenticator.authenticate(request), invalid)
  })

  test('from another origin, also one that the sender names as Host', async () => {
    const request = { ...(await challenge()), origin: 'http://localhost:3001' }
    await expectDenied(authenticator.authenticate(request), invalid)
  })

  test('for another host name', async () => {
    const request = { ...(await challenge()), rpId: 'example.com' }
    await expectDenied(authenticator.authenticate(request), invalid)
  })

  test('when the authenticator has not verified its user', async () => {
    const assertion = authenticator.authenticate(await challenge(), { verified: false })
    await expectDenied(assertion, invalid)
  })

  test.each([
    ['no handle', undefined],
    ['the handle of someone else', 'AAAA'],
  ])('with %s', async (_, userHandle) => {
    const assertion = JSON.parse(await use())
    assertion.response.userHandle = userHandle
    await expectDenied(JSON.stringify(assertion), invalid)
  })

  test.each([3, 2, 0])('when the counter goes from 3 to %i', async (counter) => {
    authenticator.counter = 3
    await signIn(await use())
    authenticator.counter = counter
    await expectDenied(await use(), 'The counter of the passkey has gone back.')
  })
})

test('a challenge ends after five minutes by the clock of the database', async () => {
  const request = await challenge()
  const [, expires] = Buffer.from(request.challenge, 'base64url').toString().split('.')
  const [row] = await database().$queryRaw<{ seconds: number }[]>`
    SELECT (${expires}::int - extract(epoch FROM now()))::float8 AS seconds`
  expect(row?.seconds).toBeGreaterThan(298)
  expect(row?.seconds).toBeLessThan(301)
})

test('an expired challenge is denied', async () => {
  const [nonce, expires] = ['nonce', '1700000000']
  const signature = sign(['passkey challenge', 'sign-in', '', nonce, expires])
  const expired = Buffer.from([nonce, expires, signature].join('.')).toString('base64url')
  const assertion = authenticator.authenticate({ challenge: expired, rpId: 'localhost' })
  await expectDenied(assertion, 'The challenge has expired or was used before.')
})

test('the sixth attempt in a row is refused without a look at it', async () => {
  const wrong = authenticator.authenticate(await challenge(), { verified: false })
  for (let n = 0; n < 5; n += 1) await expect(signIn(wrong)).rejects.toThrow(DENIED)
  const error = await signIn(await use()).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: 'rate-limited' })
  origin = { ...origin, address: '203.0.113.99' }
  await signIn(await use())
})
