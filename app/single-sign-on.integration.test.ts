import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { GET as start } from '@/app/(sign-in)/login/provider/[key]/route'
import { readSignInStep } from '@/app/(sign-in)/login/sign-in-step'
import { GET as finish } from '@/app/api/auth/[...nextauth]/route'
import { pendingDenials } from '@/lib/activity/denials'
import { findActorBySession } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { requiresProvider } from '@/lib/auth/required-provider'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { defaultPasswordPolicy } from '@/lib/passwords/policy'
import { removeSecondFactor } from '@/lib/second-factor/commands'
import { resetSecondFactor } from '@/lib/second-factor/reset'
import { getReauthentication } from '@/lib/sessions/reauthentication'
import { signIn } from '@/lib/sessions/sign-in'
import * as make from '@/lib/testing/factories'
import { IdentityProvider } from '@/lib/testing/identity-provider'
import * as browser from '@/lib/testing/next-request'
import { provider as makeProvider } from '@/lib/testing/provider-factory'
import { deleteUser, updateUser } from '@/lib/users/commands'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
const site = 'http://localhost:3000'
process.env.NEXTAUTH_URL = site

let idp: IdentityProvider
let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  vi.stubEnv('PRIVATE_PROVIDER_HOSTS', '127.0.0.1')
  idp = await IdentityProvider.start()
})
afterAll(() => idp.close())
beforeEach(async () => {
  browser.clearCookies()
  home = await make.organization()
  idp.authenticatedAt = undefined
})

const sessionToken = () => browser.cookie('console-session')?.value

async function open(url: string): Promise<string> {
  browser.setRequest({ 'x-request-id': randomUUID() })
  const { pathname } = new URL(url, site)
  const request = new NextRequest(new URL(url, site))
  const segments = pathname.split('/')
  const response = pathname.startsWith('/api/auth/')
    ? await finish(request, { params: Promise.resolve({ nextauth: segments.slice(3) }) })
    : await start(request, { params: Promise.resolve({ key: segments[3] ?? '' }) })
  expect(response.status).toBe(303)
  return response.headers.get('location') ?? ''
}

/** What the browser does at the provider: follows redirects with its cookies, until it returns. */
async function visitProvider(url: string): Promise<string> {
  const jar = new Map<string, string>()
  let location = url
  while (!location.startsWith(site)) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(location, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      jar.set(name, value)
    }
    const next = response.headers.get('location')
    if (!next) throw new Error(`The provider answered ${response.status}: ${await response.text()}`)
    location = new URL(next, location).href
  }
  return location
}

/** Returns where the browser is after a whole sign-in. */
async function signInAt(key: string, query = 'next=/security/accounts'): Promise<string> {
  idp.registerClient(`${site}/api/auth/callback/${key}`)
  return open(await visitProvider(await open(`/login/provider/${key}?${query}`)))
}

const userWith = async (email: string, fields: Parameters<typeof make.user>[1] = {}) => {
  const user = await make.user(home, fields)
  return database().user.update({ where: { id: user.id }, data: { email } })
}

const denials = async (): Promise<{ userId: number | null; reason: string }[]> => {
  await pendingDenials()
  const where = { organizationId: home.organizationId, outcome: 'refused' }
  const rows = await database().auditEvent.findMany({ where, orderBy: { seq: 'asc' } })
  return rows.map(({ targetId, detail }) => ({
    userId: targetId,
    reason: JSON.parse(detail).reason,
  }))
}

const snapshot = async () => {
  const { organizationId } = home
  const users = await database().user.findMany({
    where: { organizationId },
    orderBy: { id: 'asc' },
  })
  const ids = { in: users.map(({ id }) => id) }
  const identities = await database().userIdentity.findMany({ where: { userId: ids } })
  return { users, identities, sessions: await database().session.count({ where: { userId: ids } }) }
}

/** Signs in and expects the code of an error, no session, and nothing changed. */
async function expectRejected(key: string, code: string): Promise<void> {
  const before = await snapshot()
  expect(await signInAt(key)).toBe(`/login?error=${code}&next=%2Fsecurity%2Faccounts`)
  expect(sessionToken()).toBeUndefined()
  expect(await snapshot()).toEqual(before)
}

describe('a person whom the provider has verified', () => {
  test('is linked by the address of a verified domain, and later by the subject', async () => {
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer)
    const user = await userWith(`ada@${domain}`)
    const sub = randomUUID()
    idp.person = { sub, email: `Ada@${domain}`, email_verified: true }
    expect(await signInAt(key, 'next=/security/accounts%3Fq%3Da')).toBe('/security/accounts?q=a')
    const where = { id: hashToken(sessionToken() ?? '') }
    const session = await database().session.findUniqueOrThrow({ where })
    expect(session).toMatchObject({ userId: user.id, method: 'provider' })
    expect(browser.cookie('console-device')).toBeDefined()
    browser.clearCookies()
    idp.person = { sub, email: 'other@elsewhere.example', email_verified: false }
    expect(await signInAt(key)).toBe('/security/accounts')
    expect(await database().userIdentity.count({ where: { userId: user.id } })).toBe(1)
  })

  test('gets a user without a role or a password in the account of the provider', async () => {
    const { id: accountId } = await make.account(home.organizationId)
    const fields = { accountId }
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer, fields)
    const email = `new.person@${domain}`
    idp.person = { sub: randomUUID(), email, email_verified: true, given_name: 'Grace' }
    expect(await signInAt(key)).toBe('/security/accounts')
    const user = await database().user.findUniqueOrThrow({ where: { email } })
    expect(user).toMatchObject({
      accountId,
      firstName: 'Grace',
      orgAdmin: false,
      accountAdmin: false,
    })
    expect(user).toMatchObject({ passwordHash: NO_PASSWORD, secretHash: null })
    const where = { operation: 'users.add', targetId: user.id, outcome: 'done' }
    expect(await database().auditEvent.count({ where })).toBe(1)
  })

  test('needs no second factor and no new password here', async () => {
    await database().organization.update({
      where: { id: home.organizationId },
      data: {
        secondFactorPolicy: 'everyone',
        secondFactorRequiredSince: new Date(),
        passwordPolicy: { ...defaultPasswordPolicy, maxAgeDays: 1 },
      },
    })
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer)
    await userWith(`ada@${domain}`, { mustChangePassword: true })
    idp.person = { sub: randomUUID(), email: `ada@${domain}`, email_verified: true }
    await signInAt(key)
    const actor = await findActorBySession(sessionToken() ?? '', make.origin)
    expect(actor).toMatchObject({ mustChangePassword: false, mustSetUpSecondFactor: false })
  })

  test('who signed in there long ago has to prove again who they are', async () => {
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer)
    await userWith(`ada@${domain}`)
    idp.person = { sub: randomUUID(), email: `ada@${domain}`, email_verified: true }
    const isRecent = async () =>
      (await findActorBySession(sessionToken() ?? '', make.origin))?.recentlyAuthenticated
    await signInAt(key)
    expect(await isRecent()).toBe(true)
    const before = sessionToken()
    idp.authenticatedAt = Math.floor(Date.now() / 1_000) - 3_600
    await signInAt(key)
    expect(await isRecent()).toBe(false)
    const actor = await findActorBySession(sessionToken() ?? '', make.origin)
    expect(await getReauthentication(actor)).toEqual({
      hasPassword: false,
      passkey: null,
      provider: { key, name: 'Acme' },
    })
    const failed = (code: string) => `/login?error=${code}&next=%2Fprofile&confirm=${key}`
    expect(await signInAt(key, 'confirm&next=/profile')).toBe(failed('old-authentication'))
    idp.authenticatedAt = undefined
    const { person } = idp
    idp.person = { ...person, sub: randomUUID() }
    expect(await signInAt(key, 'confirm&next=/profile')).toBe(failed('someone-else'))
    expect(await isRecent()).toBe(false)
    idp.person = person
    expect(await signInAt(key, 'confirm&next=/profile')).toBe('/profile')
    expect(idp.lastRequest.get('prompt')).toBe('login')
    expect(await isRecent()).toBe(true)
    expect(sessionToken()).not.toBe(before)
    await database().session.deleteMany({ where: { id: hashToken(sessionToken() ?? '') } })
    expect(await signInAt(key, 'confirm&next=/profile')).toBe('/login?next=%2Fprofile')
  })
})

describe('nobody is signed in, linked or created', () => {
  test.each([
    ['without a verified address', { email_verified: false }, 'unverified-email'],
    ['if the provider does not say whether it is verified', {}, 'unverified-email'],
    ['without an address', { email: '', email_verified: true }, 'no-email'],
    [
      'with an address of another domain',
      { email: 'ada@elsewhere.example', email_verified: true },
      'other-domain',
    ],
  ])('%s', async (_, claims, code) => {
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer)
    await userWith(`ada@${domain}`)
    idp.person = { sub: randomUUID(), email: `ada@${domain}`, ...claims }
    await expectRejected(key, code)
    expect(await denials()).toHaveLength(1)
  })

  test('if the domain is not verified, or verified for another organization', async () => {
    const other = await make.organization()
    const { domain } = await makeProvider(other.organizationId, idp.issuer)
    const { id, key } = await makeProvider(home.organizationId, idp.issuer)
    await userWith(`ada@${domain}`)
    await database().providerDomain.create({ data: { providerId: id, domain, token: 'x' } })
    idp.person = { sub: randomUUID(), email: `ada@${domain}`, email_verified: true }
    await expectRejected(key, 'other-domain')
  })

  test('if the address belongs to nobody, or to a user of another organization', async () => {
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer)
    const other = await make.organization()
    const email = `ada@${domain}`
    idp.person = { sub: randomUUID(), email, email_verified: true }
    await expectRejected(key, 'no-user')
    await database().user.update({ where: { id: other.userId }, data: { email } })
    await expectRejected(key, 'no-user')
    expect(await database().userIdentity.count({ where: { userId: other.userId } })).toBe(0)
  })

  test('if the user or the account is deactivated, which the audit log shows', async () => {
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer)
    const user = await userWith(`ada@${domain}`)
    idp.person = { sub: randomUUID(), email: `ada@${domain}`, email_verified: true }
    await signInAt(key)
    browser.clearCookies()
    await database().session.deleteMany({ where: { userId: user.id } })
    await database().user.update({ where: { id: user.id }, data: { active: false } })
    await expectRejected(key, 'inactive')
    expect(await denials()).toEqual([
      { userId: user.id, reason: `ada@${domain} or their account is inactive.` },
    ])
  })

  test('if the user is linked with another subject', async () => {
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer)
    await userWith(`ada@${domain}`)
    const claims = { email: `ada@${domain}`, email_verified: true }
    idp.person = { sub: randomUUID(), ...claims }
    await signInAt(key)
    browser.clearCookies()
    idp.person = { sub: randomUUID(), ...claims }
    await expectRejected(key, 'other-person')
  })

  test('in an account whose users are all administrators', async () => {
    const { id: accountId } = await make.account(home.organizationId, { accountAdmin: true })
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer, { accountId })
    idp.person = { sub: randomUUID(), email: `ada@${domain}`, email_verified: true }
    await expectRejected(key, 'no-user')
  })

  test('if the person cancels, the provider is inactive or does not respond', async () => {
    const { id, key, domain } = await makeProvider(home.organizationId, idp.issuer)
    idp.person = null
    await expectRejected(key, 'denied')
    idp.person = { sub: randomUUID(), email: `ada@${domain}`, email_verified: true }
    const error = (code: string) => `/login?error=${code}&next=%2F`
    await database().identityProvider.update({
      where: { id },
      data: { issuer: 'http://127.0.0.1:9' },
    })
    expect(await open(`/login/provider/${key}`)).toBe(error('unreachable'))
    await database().identityProvider.update({ where: { id }, data: { active: false } })
    expect(await open(`/login/provider/${key}`)).toBe(error('unavailable'))
    expect(await open(`/login/provider/${randomUUID()}`)).toBe(error('unavailable'))
  })
})

describe('the response of a provider', () => {
  test('counts once, in the browser that asked, and only with its own state and nonce', async () => {
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer)
    await userWith(`ada@${domain}`)
    idp.registerClient(`${site}/api/auth/callback/${key}`)
    idp.person = { sub: randomUUID(), email: `ada@${domain}`, email_verified: true }
    const expired = (next: string) => `/login?error=expired&next=${encodeURIComponent(next)}`
    const response = async () => visitProvider(await open(`/login/provider/${key}?next=/profile`))
    const otherState = (await response()).replace(/state=[^&]+/, 'state=other')
    expect(await open(otherState)).toBe(expired('/profile'))
    const stolen = await response()
    browser.clearCookies()
    expect(await open(stolen)).toBe(expired('/'))
    const first = await response()
    await response()
    expect(await open(first), 'of an earlier sign-in').toBe(expired('/profile'))
    expect(sessionToken()).toBeUndefined()
    const used = await response()
    expect(await open(used)).toBe('/profile')
    browser.clearCookies()
    expect(await open(used)).toBe(expired('/'))
  })

  test('is requested with code, PKCE, state and nonce', async () => {
    const { key } = await makeProvider(home.organizationId, idp.issuer)
    const url = new URL(await open(`/login/provider/${key}?email=ada@example.com`))
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: `${site}/api/auth/callback/${key}`,
      login_hint: 'ada@example.com',
    })
  })
})

describe('the sign-in page', () => {
  test('asks for the provider of a domain, and for a password at every other address', async () => {
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer)
    await makeProvider(home.organizationId, idp.issuer, { domain: 'off.example', active: false })
    browser.setRequest()
    const provider = { key, name: 'Acme' }
    for (const email of [`ada@${domain}`, ` Ada@${domain.toUpperCase()}. `]) {
      expect(await readSignInStep({ email })).toMatchObject({ kind: 'provider', provider })
      expect(await readSignInStep({ email, password: '' })).toMatchObject({ kind: 'password' })
    }
    const others = ['a@off.example', 'a@\0', 'a@\ud800', '@'.repeat(1_000), 'a@\u202e.example']
    for (const email of others) {
      expect(await readSignInStep({ email }), email).toMatchObject({ kind: 'password' })
    }
    for (const email of [undefined, '', ' ', ['a', 'b'], 'x'.repeat(2_000)]) {
      expect(await readSignInStep({ email })).toEqual({ kind: 'email' })
    }
  })
})

describe('with a required provider', () => {
  const passwordOf = (email: string) => ({ email, password: make.PASSWORD })

  test('only the emergency administrator signs in with a password', async () => {
    const { key, domain } = await makeProvider(home.organizationId, idp.issuer, {
      required: true,
      emergencyUserId: home.userId,
    })
    const { passwordHash } = await database().user.findUniqueOrThrow({ where: { id: home.userId } })
    await database().user.update({
      where: { id: home.userId },
      data: { email: `admin@${domain}` },
    })
    const user = await userWith(`ada@${domain}`, { passwordHash, orgAdmin: true })
    const other = await userWith('guest@elsewhere.example', { passwordHash })
    const before = await snapshot()
    await expect(signIn(make.origin, passwordOf(user.email))).rejects.toThrow(
      'Your organization requires you to sign in with Acme.',
    )
    expect(await snapshot()).toEqual(before)
    expect(await requiresProvider(database(), user)).toBe(true)
    const wrong = signIn(make.origin, { email: user.email, password: 'Wrong-horse-7' })
    await expect(wrong, 'reveals nothing').rejects.toThrow('is wrong')
    for (const email of [`admin@${domain}`, other.email]) {
      expect(await signIn(make.origin, passwordOf(email))).toHaveProperty('sessionToken')
    }
    idp.person = { sub: randomUUID(), email: user.email, email_verified: true }
    expect(await signInAt(key)).toBe('/security/accounts')
  })

  test('the emergency administrator stays one', async () => {
    const { id } = await makeProvider(home.organizationId, idp.issuer, {
      required: true,
      emergencyUserId: home.userId,
    })
    const second = await make.user(home, { orgAdmin: true })
    const actor = await make.actorFor(second.id)
    await database().secondFactor.create({
      data: { userId: home.userId, secret: new Uint8Array(1), lastStep: 0 },
    })
    const before = await snapshot()
    const message = 'This is the emergency administrator'
    const key = { id: home.userId }
    await expect(updateUser(actor, { ...key, active: false })).rejects.toThrow(message)
    await expect(updateUser(actor, { ...key, orgAdmin: false })).rejects.toThrow(message)
    await expect(deleteUser(actor, key)).rejects.toThrow(message)
    await expect(resetSecondFactor(actor, key)).rejects.toThrow(message)
    await expect(removeSecondFactor(home.admin)).rejects.toThrow(message)
    expect(await database().secondFactor.count({ where: { userId: home.userId } })).toBe(1)
    expect(await snapshot()).toEqual({ ...before, sessions: before.sessions })
    await database().identityProvider.update({ where: { id }, data: { required: false } })
    await deleteUser(actor, key)
    const provider = await database().identityProvider.findUniqueOrThrow({ where: { id } })
    expect(provider.emergencyUserId).toBe(null)
  })
})
