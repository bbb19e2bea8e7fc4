import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { endpoints } from '@/lib/api/endpoints'
import { userWithSecretBody } from '@/lib/api/user-body'
import { database } from '@/lib/db/client'
import { log } from '@/lib/log'
import { defaultPasswordPolicy } from '@/lib/passwords/policy'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
beforeEach(async () => {
  home = await make.organization()
  api = apiClient(endpoints, home)
})

afterEach(() => {
  vi.restoreAllMocks()
})

const DEADLOCK = '40P01'
const policies = '/organizations/password-policies'
const person = (password: string) => ({
  firstName: 'Grace',
  lastName: 'Hopper',
  email: `${crypto.randomUUID()}@example.com`,
  password,
})

async function expectError(status: number, call: string, body?: unknown) {
  const before = await make.databaseSnapshot()
  const response = await api(call, body)
  expect(response.status, JSON.stringify(response.body)).toBe(status)
  expect(await make.databaseSnapshot()).toBe(before)
  return response
}

describe('the organization', () => {
  const organization = () => ({
    id: home.organizationId,
    name: home.name,
    active: true,
    createdDate: new Date().toISOString().slice(0, 10),
    passwordPolicy: defaultPasswordPolicy,
  })

  test('returns its name and password policy, but never its secret', async () => {
    const { status, body } = await api('GET /organizations/me')
    expect({ status, body }).toEqual({ status: 200, body: organization() })
    const policy = { ...defaultPasswordPolicy, minLength: 12 }
    await api(`PUT ${policies}`, policy)
    expect((await api('GET /organizations/me')).body).toMatchObject({ passwordPolicy: policy })
  })

  test('can be renamed, which the audit log records', async () => {
    const renamed = { ...organization(), name: 'Acme & Søn' }
    const { status, body } = await api('PUT /organizations/me', { name: ' Acme & Søn ' })
    expect({ status, body }).toEqual({ status: 200, body: renamed })
    expect((await api('GET /organizations/me')).body).toEqual(renamed)
    const { organizationId } = home
    const event = await database().auditEvent.findFirst({
      where: { organizationId, operation: 'organization.update' },
    })
    expect(event).toMatchObject({ outcome: 'done', targetId: organizationId })
    expect(JSON.parse(event?.detail ?? '')).toEqual({
      before: { name: home.name },
      after: { name: 'Acme & Søn' },
    })
  })

  test('keeps its name if the body has none', async () => {
    for (const body of [{}, { name: null }, { id: home.organizationId }]) {
      const before = await make.databaseSnapshot()
      const response = await api('PUT /organizations/me', body)
      expect(response).toMatchObject({ status: 200, body: organization() })
      expect(await make.databaseSnapshot()).toBe(before)
    }
  })

  test.each([
    ['a blank name', { name: ' ' }],
    ['a name that is too long', { name: 'x'.repeat(57) }],
  ])('cannot be renamed to %s: 400', async (_, body) => {
    const response = await expectError(400, 'PUT /organizations/me', body)
    expect(response.body).toMatchObject({ errors: [{ field: 'name' }] })
  })

  test('lists its accounts below its own ID, and no other organization', async () => {
    const { id } = await make.account(home.organizationId, { name: 'Northwind' })
    await make.account(home.organizationId, { active: false })
    const path = `/organizations/${home.organizationId}/accounts`
    expect((await api(`GET ${path}`)).body).toEqual((await api('GET /accounts')).body)
    const where = encodeURIComponent("name = 'Northwind'")
    expect((await api(`GET ${path}?where=${where}&pageSize=1`)).body).toMatchObject([{ id }])
    const account = await api(`GET ${path}/${id}`)
    expect(account).toMatchObject({ status: 200, body: { id, name: 'Northwind' } })
    expect(account.headers.get('etag')).toBe('"1"')
    const stranger = await make.organization()
    await expectError(404, `GET ${path}/${stranger.accountId}`)
    for (const other of [stranger.organizationId, 2_000_000_000]) {
      await expectError(404, `GET /organizations/${other}/accounts`)
      await expectError(404, `GET /organizations/${other}/accounts/${id}`)
      await expectError(404, `GET /organizations/${other}/accounts/${stranger.accountId}`)
    }
  })

  test('gets a new secret that replaces the old one at once', async () => {
    const { status, body } = await api('PUT /organizations/me/secret')
    const reset = z.strictObject({ id: z.int(), name: z.string(), secret: z.string() }).parse(body)
    expect(status).toBe(200)
    expect(reset.secret).toMatch(/^[\w-]{43}$/)
    expect(await make.databaseSnapshot()).not.toContain(reset.secret)
    expect((await api('GET /organizations/me')).status).toBe(401)
    const renewed = apiClient(endpoints, { ...home, organizationSecret: reset.secret })
    expect((await renewed('GET /organizations/me')).status).toBe(200)
  })

  test('gets a new secret during other requests without a deadlock', async () => {
    const warn = vi.spyOn(log, 'warn').mockReturnValue()
    const { id } = await make.account(home.organizationId)
    let { organizationSecret } = home
    for (let round = 0; round < 30; round += 1) {
      const now = apiClient(endpoints, { ...home, organizationSecret })
      const work = Array.from({ length: 4 }, (_, n) =>
        now(`PATCH /accounts/${id}`, { description: `${round} ${n}` }),
      )
      const reset = await now('PUT /organizations/me/secret')
      // On a busy machine a request may wait too long for a connection or a lock.
      expect([200, 503], JSON.stringify(reset.body)).toContain(reset.status)
      if (reset.status === 200) {
        organizationSecret = z.looseObject({ secret: z.string() }).parse(reset.body).secret
      }
      for (const { status } of await Promise.all(work)) expect([200, 401, 503]).toContain(status)
    }
    expect(inspect(warn.mock.calls, { depth: 10 })).not.toContain(DEADLOCK)
  })

  test('gives a user a new secret that replaces the old one at once', async () => {
    const caller = await colleague()
    const callerApi = apiClient(endpoints, caller)
    const resets = [caller.id, caller.email].map((ref) => `PUT /users/${ref}/secret`)
    let currentApi = callerApi
    for (const call of resets) {
      const { secret } = userWithSecretBody.parse((await api(call)).body)
      expect((await currentApi('GET /users')).status).toBe(401)
      currentApi = apiClient(endpoints, { ...caller, userSecret: secret })
      expect((await currentApi('GET /users')).status).toBe(200)
    }
  })

  test('gives callers a new secret of their own', async () => {
    const { body } = await api(`PUT /users/${home.userId}/secret`)
    const { secret: userSecret } = userWithSecretBody.parse(body)
    expect((await api('GET /users')).status).toBe(401)
    expect((await apiClient(endpoints, { ...home, userSecret })('GET /users')).status).toBe(200)
  })
})

const colleague = () => make.apiUser(home, home.accountId, { orgAdmin: true })

describe('the password policy', () => {
  test('is the default until it is replaced, and again after DELETE', async () => {
    expect((await api(`GET ${policies}`)).body).toEqual(defaultPasswordPolicy)
    const changed = { ...defaultPasswordPolicy, minLength: 12, minSymbols: 0 }
    const { status, body } = await api(`PUT ${policies}`, changed)
    expect({ status, body }).toEqual({ status: 200, body: changed })
    expect((await api(`GET ${policies}`)).body).toEqual(changed)
    expect((await api(`PUT ${policies}`, { minLength: 20 })).body).toEqual({
      ...defaultPasswordPolicy,
      minLength: 20,
    })
    const deleted = await api(`DELETE ${policies}`)
    expect(deleted).toMatchObject({ status: 200, body: defaultPasswordPolicy })
    expect((await api(`GET ${policies}`)).body).toEqual(defaultPasswordPolicy)
  })

  test.each([
    ['minLength', 8, 100],
    ['minUppercase', 0, 10],
    ['minLowercase', 0, 10],
    ['minNumbers', 0, 10],
    ['minSymbols', 0, 10],
    ['previousPasswordCount', 0, 9],
    ['expirationDays', 0, 3650],
  ])('accepts %s from %i to %i, and names it otherwise', async (field, min, max) => {
    for (const value of [min, max]) {
      const { status, body } = await api(`PUT ${policies}`, { [field]: value })
      expect({ status, body }).toMatchObject({ status: 200, body: { [field]: value } })
    }
    for (const value of [min - 1, max + 1, min + 0.5, String(min), null, true, [min], {}]) {
      const { body } = await expectError(400, `PUT ${policies}`, { [field]: value })
      expect(body).toMatchObject({ errors: [{ field }] })
    }
  })

  test.each([null, 7, '', 'x'.repeat(101), 'a\0', '\uD800'])(
    'rejects %j as the set of symbols',
    async (symbolCharacterSet) => {
      const { body } = await expectError(400, `PUT ${policies}`, { symbolCharacterSet })
      expect(body).toMatchObject({ errors: [{ field: 'symbolCharacterSet' }] })
    },
  )

  test('applies to the password of a new user', async () => {
    const post = (password: string) => api('POST /organizations/users', person(password))
    await api(`PUT ${policies}`, { minLength: 20, minSymbols: 2, symbolCharacterSet: '*+' })
    for (const short of [make.PASSWORD, `${make.PASSWORD}-long-enough`]) {
      await expectError(400, 'POST /organizations/users', person(short))
    }
    expect((await post('Correct*horse+battery7')).status).toBe(200)
    await api(`DELETE ${policies}`)
    expect((await post(make.PASSWORD)).status).toBe(200)
  })

  test('rejects as many former passwords as it requires', async () => {
    await api(`PUT ${policies}`, { previousPasswordCount: 2 })
    const { id } = await colleague()
    const change = (n: number) => api(`PATCH /users/${id}`, { password: `Correct-horse-${n}` })
    for (const n of [1, 2, 3]) expect((await change(n)).status).toBe(200)
    for (const n of [3, 2]) {
      const password = `Correct-horse-${n}`
      const { body } = await expectError(400, `PATCH /users/${id}`, { password })
      expect(body).toMatchObject({ errors: [{ field: 'password' }] })
    }
    expect((await change(1)).status).toBe(200)
  })

  test('with an expiration requires a new password in the console, but not in the API', async () => {
    const caller = await colleague()
    const { id } = caller
    const changed = new Date(Date.now() - 31 * 86_400_000)
    await database().user.update({ where: { id }, data: { passwordChangedAt: changed } })
    expect(await make.actorFor(id)).toMatchObject({ mustChangePassword: false })
    await api(`PUT ${policies}`, { expirationDays: 30 })
    expect(await make.actorFor(id)).toMatchObject({ mustChangePassword: true })
    expect((await apiClient(endpoints, caller)('GET /users')).status).toBe(200)
    await api(`PATCH /users/${id}`, { password: 'Another-horse-8' })
    expect(await make.actorFor(id)).toMatchObject({ mustChangePassword: false })
  })
})
