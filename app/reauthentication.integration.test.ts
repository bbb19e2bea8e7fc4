import { beforeEach, describe, expect, test, vi } from 'vitest'
import { changeOwnPasswordAction, resetOwnSecretAction } from '@/app/profile/actions'
import {
  addUserAction,
  resetUserPasswordAction,
  resetUserSecretAction,
  updateUserAction,
} from '@/app/security/accounts/[id]/actions'
import { createAccountAction } from '@/app/security/accounts/actions'
import { pendingDenials } from '@/lib/activity/denials'
import { findActorBySession } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { type FormState, idle, OWN_PASSKEY, OWN_PASSWORD } from '@/lib/form-state'
import type { PasskeyRequest } from '@/lib/passkey-request'
import { requestPasskey } from '@/lib/passkeys/queries'
import { getReauthentication } from '@/lib/sessions/reauthentication'
import { Authenticator } from '@/lib/testing/authenticator'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'
import { registerPasskey } from '@/lib/testing/passkeys'
import { provider as makeProvider } from '@/lib/testing/provider-factory'
import { resetUserSecret } from '@/lib/users/access'
import { updateUser } from '@/lib/users/commands'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
vi.mock('next/cache', () => ({ refresh: () => {} }))

const SESSION = 'console-session'
const { origin, PASSWORD } = make

type Action = (state: FormState, data: FormData) => Promise<FormState>
type Fields = { [name: string]: string | number }

let home: Awaited<ReturnType<typeof make.organization>>
let person: Awaited<ReturnType<typeof make.user>>

beforeEach(async () => {
  browser.clearCookies()
  browser.setRequest({ 'next-action': 'script' })
  home = await make.organization()
  person = await make.user(home, { secret: crypto.randomUUID() })
  await openSession()
  await make.ageAuthentication(cookie())
})

async function openSession(): Promise<void> {
  const { set } = await browser.cookies()
  set(SESSION, await make.createSession(home.userId))
}

const cookie = () => browser.cookie(SESSION)?.value ?? ''

function submit(action: Action, fields: Fields): Promise<FormState> {
  browser.setRequest({ 'next-action': 'script', 'x-request-id': crypto.randomUUID() })
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, String(value))
  return action(idle, data)
}

const ownPassword = (password = PASSWORD) => ({ [OWN_PASSWORD]: password })
const asks = { status: 'failed', reauthentication: { hasPassword: true, passkey: null } }

const newUser = () => ({
  accountId: home.accountId,
  firstName: 'Grace',
  lastName: 'Hopper',
  email: `${crypto.randomUUID()}@example.com`,
  password: 'Round-house-7',
})

const unchanged = () => ({
  id: person.id,
  version: person.version,
  firstName: person.firstName,
  lastName: person.lastName,
  email: person.email,
  orgAdmin: 'off',
  accountAdmin: 'off',
})

describe('eleven minutes after the password was entered', () => {
  const changes: [name: string, action: Action, fields: () => Fields][] = [
    ['adding a user', addUserAction, newUser],
    ['a reset secret', resetUserSecretAction, () => ({ id: person.id })],
    ["one's own reset secret", resetOwnSecretAction, () => ({})],
    [
      'a reset password',
      resetUserPasswordAction,
      () => ({ id: person.id, password: 'Round-house-7' }),
    ],
    [
      'another email address',
      updateUserAction,
      () => ({ ...unchanged(), email: 'new@example.com' }),
    ],
    ['the Org Admin role', updateUserAction, () => ({ ...unchanged(), orgAdmin: 'on' })],
    ['the Account Admin role', updateUserAction, () => ({ ...unchanged(), accountAdmin: 'on' })],
    [
      "one's own email address",
      updateUserAction,
      () => ({
        ...unchanged(),
        id: home.userId,
        version: 1,
        email: 'me@example.com',
        orgAdmin: 'on',
      }),
    ],
  ]

  test.each(changes)('%s asks for it and changes nothing', async (_, action, fields) => {
    const before = await make.databaseSnapshot()
    expect(await submit(action, fields())).toMatchObject(asks)
    expect(await submit(action, { ...fields(), ...ownPassword('') })).toMatchObject(asks)
    expect(await make.databaseSnapshot()).toBe(before)
    const done = await submit(action, { ...fields(), ...ownPassword() })
    expect(done).toMatchObject({ status: 'done' })
  })

  test.each<[name: string, action: Action, fields: () => Fields]>([
    ['another name', updateUserAction, () => ({ ...unchanged(), firstName: 'Renamed' })],
    ['a new account', createAccountAction, () => ({ name: 'New' })],
  ])('%s does not ask', async (_, action, fields) => {
    const result = await submit(action, fields()).catch((error: unknown) => String(error))
    expect(result).not.toMatchObject(asks)
  })
})

describe('the password that a form asks for', () => {
  test('gives the browser a new session token, and the old one stops working', async () => {
    const before = cookie()
    await submit(resetOwnSecretAction, ownPassword())
    expect(cookie()).not.toBe(before)
    expect(await findActorBySession(before, origin)).toBeNull()
    expect(await findActorBySession(cookie(), origin)).toMatchObject({
      recentlyAuthenticated: true,
    })
    const renewed = cookie()
    expect(await submit(addUserAction, newUser())).toMatchObject({ status: 'done' })
    expect(cookie()).toBe(renewed)
  })

  test('does not prolong the session', async () => {
    const [before] = await database().session.findMany({ where: { id: hashToken(cookie()) } })
    await submit(resetOwnSecretAction, ownPassword())
    const after = await database().session.findUniqueOrThrow({ where: { id: hashToken(cookie()) } })
    expect(after.expiresAt).toEqual(before?.expiresAt)
    expect(after.createdAt).toEqual(before?.createdAt)
  })

  test('is requested again if it is wrong, and what was typed stays', async () => {
    const fields = newUser()
    const before = await make.databaseSnapshot()
    const state = await submit(addUserAction, { ...fields, ...ownPassword('Wrong-horse-7') })
    expect(state).toMatchObject({ ...asks, message: expect.stringContaining('not your password') })
    expect(state).toMatchObject({ submittedValues: { email: fields.email } })
    expect(JSON.stringify(state)).not.toContain('Wrong-horse-7')
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('is limited to five attempts, also with the right one', async () => {
    const before = await make.databaseSnapshot()
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(await submit(resetOwnSecretAction, ownPassword('Wrong-horse-7'))).toMatchObject(asks)
    }
    const sixth = await submit(resetOwnSecretAction, ownPassword())
    expect(sixth).toMatchObject({ message: expect.stringMatching(/^Too many attempts/) })
    expect(await make.databaseSnapshot()).toBe(before)
    await pendingDenials()
    const where = { organizationId: home.organizationId, operation: 'session.confirmPassword' }
    expect(await database().auditEvent.count({ where: { ...where, outcome: 'refused' } })).toBe(6)
  })

  test('is not verified without need', async () => {
    await openSession()
    const before = cookie()
    const state = await submit(resetOwnSecretAction, ownPassword('Wrong-horse-7'))
    expect(state).toMatchObject({ status: 'done' })
    expect(cookie()).toBe(before)
  })
})

describe('the passkey that a form asks for', () => {
  const requestIn = (state: FormState) => {
    const passkey = 'errors' in state ? state.reauthentication?.passkey : undefined
    if (!passkey) throw new Error('The form asks for no passkey.')
    return passkey
  }
  let authenticator: Authenticator
  beforeEach(async () => {
    authenticator = await registerPasskey(home.admin)
  })
  const own = (assertion: string) => ({ [OWN_PASSKEY]: assertion })

  test('confirms the person, and gives the browser a new session token', async () => {
    const before = cookie()
    const request = requestIn(await submit(resetOwnSecretAction, {}))
    expect(request.credentials).toEqual([{ id: authenticator.id, transports: ['internal'] }])
    const assertion = authenticator.authenticate(request)
    expect(await submit(resetOwnSecretAction, own(assertion))).toMatchObject({ status: 'done' })
    expect(await findActorBySession(before, origin)).toBeNull()
    expect(await findActorBySession(cookie(), origin)).toMatchObject({
      recentlyAuthenticated: true,
    })
  })

  test.each<[name: string, assertion: (request: PasskeyRequest) => Promise<string> | string]>([
    ['is not verified', (request) => authenticator.authenticate(request, { verified: false })],
    ['is unknown', (request) => new Authenticator().authenticate(request)],
    [
      'was requested at sign-in',
      async () => authenticator.authenticate((await requestPasskey(origin)) ?? never()),
    ],
    [
      'is of someone else',
      async (request) => {
        const other = await registerPasskey(await make.actorFor(person.id))
        return other.authenticate(request)
      },
    ],
    [
      'comes from another site',
      (request) => authenticator.authenticate({ ...request, origin: 'https://example.com' }),
    ],
  ])('changes nothing if it %s', async (_, assert) => {
    const request = requestIn(await submit(resetOwnSecretAction, {}))
    const assertion = await assert(request)
    const before = await make.databaseSnapshot()
    const state = await submit(resetOwnSecretAction, own(assertion))
    expect(state).toMatchObject({ message: expect.stringContaining("can't be used here") })
    expect(requestIn(state).challenge).not.toBe(request.challenge)
    expect(JSON.stringify(state)).not.toContain(assertion.slice(20, 60))
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('works once', async () => {
    const request = requestIn(await submit(resetOwnSecretAction, {}))
    const assertion = authenticator.authenticate(request)
    await submit(resetOwnSecretAction, own(assertion))
    await make.ageAuthentication(cookie())
    const state = await submit(addUserAction, { ...newUser(), ...own(assertion) })
    expect(state).toMatchObject({ message: expect.stringContaining("can't be used here") })
    await pendingDenials()
    const where = { organizationId: home.organizationId, operation: 'session.confirmPasskey' }
    const [denial] = await database().auditEvent.findMany({
      where: { ...where, outcome: 'refused' },
    })
    expect(denial?.detail).toContain('used before')
  })

  test('is all that someone without a password needs', async () => {
    const data = { passwordHash: NO_PASSWORD }
    await database().user.update({ where: { id: home.userId }, data })
    expect(await submit(resetOwnSecretAction, {})).toMatchObject({
      reauthentication: { hasPassword: false, passkey: { rpId: 'localhost' } },
    })
  })
})

test('neither a password nor a passkey confirms who must sign in with a provider', async () => {
  const { organizationId, userId } = home
  const authenticator = await registerPasskey(await make.actorFor(userId))
  const { passkey } = await getReauthentication(await findActorBySession(cookie(), origin))
  const request = passkey ?? never()
  const emergency = await make.user(home, { orgAdmin: true })
  const required = { required: true, emergencyUserId: emergency.id }
  const issuer = 'https://login.example.com'
  const { id: providerId, key } = await makeProvider(organizationId, issuer, required)
  const identity = { providerId, issuer, subject: '1', userId }
  await database().userIdentity.create({ data: identity })
  const before = await make.databaseSnapshot()
  const proofs = [ownPassword(), { [OWN_PASSKEY]: authenticator.authenticate(request) }]
  for (const proof of proofs) {
    expect(await submit(resetOwnSecretAction, proof)).toMatchObject({
      message: 'Your organization requires you to sign in with Acme.',
      reauthentication: { hasPassword: false, passkey: null, provider: { key, name: 'Acme' } },
    })
  }
  const passwords = { password: 'Another-horse-8', repeatedPassword: 'Another-horse-8' }
  const change = { currentPassword: PASSWORD, ...passwords }
  expect(await submit(changeOwnPasswordAction, change)).toMatchObject({ status: 'failed' })
  expect(await make.databaseSnapshot()).toBe(before)
})

const never = (): never => {
  throw new Error('There are no passkeys.')
}

const secretOf = async (id: number) =>
  (await database().user.findUniqueOrThrow({ where: { id } })).secretHash

describe('a User Secret', () => {
  test.each<[name: string, change: object]>([
    ['a new password', { password: 'Round-house-7' }],
    ['a deactivation', { active: false }],
  ])('ends with %s from an administrator, for good', async (_, change) => {
    const admin = await make.actorFor(home.userId)
    expect(await secretOf(person.id)).not.toBeNull()
    await updateUser(admin, { id: person.id, ...change })
    expect(await secretOf(person.id)).toBeNull()
    await updateUser(admin, { id: person.id, active: true })
    expect(await secretOf(person.id)).toBeNull()
    expect((await resetUserSecret(admin, { id: person.id })).secret).toMatch(/^[\w-]{43}$/)
  })

  test('cannot be made for a deactivated user', async () => {
    const admin = await make.actorFor(home.userId)
    await updateUser(admin, { id: person.id, active: false })
    const before = await make.databaseSnapshot()
    await expect(resetUserSecret(admin, { id: person.id })).rejects.toThrow('deactivated')
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe("changing one's own password", () => {
  const fields = {
    currentPassword: PASSWORD,
    password: 'Another-horse-8',
    repeatedPassword: 'Another-horse-8',
  }

  test('ends every other session and gives this one a new token', async () => {
    const [old, other] = [cookie(), await make.createSession(home.userId)]
    expect(await submit(changeOwnPasswordAction, fields)).toMatchObject({ status: 'done' })
    expect(await findActorBySession(old, origin)).toBeNull()
    expect(await findActorBySession(other, origin)).toBeNull()
    expect(await findActorBySession(cookie(), origin)).toMatchObject({ userId: home.userId })
    expect(await database().session.count({ where: { userId: home.userId } })).toBe(1)
  })

  test('ends the User Secret, and says so', async () => {
    const state = await submit(changeOwnPasswordAction, fields)
    expect(state).toHaveProperty('message', expect.stringContaining('and your User Secret'))
    expect(await secretOf(home.userId)).toBeNull()
  })

  test('keeps the User Secret if the user wants that', async () => {
    const before = await secretOf(home.userId)
    const state = await submit(changeOwnPasswordAction, { ...fields, keepSecret: 'on' })
    expect(state).toHaveProperty('message', expect.not.stringContaining('Secret'))
    expect(await secretOf(home.userId)).toBe(before)
  })
})
