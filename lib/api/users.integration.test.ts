import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '@/lib/api/endpoints'
import { userBody, userWithRolesBody, userWithSecretBody } from '@/lib/api/user-body'
import { findActorBySession } from '@/lib/auth/actor'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let customer: { organizationId: number; accountId: number }
beforeAll(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
  const { organizationId } = home
  customer = { organizationId, accountId: (await make.account(organizationId)).id }
})

const person = () => ({
  firstName: 'Grace',
  lastName: 'Hopper',
  email: `${crypto.randomUUID()}@example.com`,
  password: make.PASSWORD,
})
const today = () => new Date().toISOString().slice(0, 10)

async function expectError(status: number, call: string, body?: unknown) {
  const before = await make.databaseSnapshot()
  const response = await api(call, body)
  expect(response.status, JSON.stringify(response.body)).toBe(status)
  expect(await make.databaseSnapshot()).toBe(before)
  return response
}

describe('creating a user', () => {
  test('returns their roles and, only once, their secret', async () => {
    const contact = {
      phone: '+1',
      street1: 'A',
      street2: 'B',
      city: 'C',
      stateProvince: 'D',
      postalCode: 'E',
      country: 'F',
      externalId: 'G',
    }
    const fields = { ...person(), ...contact, roles: [{ key: 'admin' }] }
    const { status, body } = await api(`POST /accounts/${customer.accountId}/users`, fields)
    expect(status, JSON.stringify(body)).toBe(200)
    const { secret, ...made } = userWithSecretBody.parse(body)
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(made).toEqual({
      id: expect.any(Number),
      accountId: customer.accountId,
      createdDate: today(),
      lastLoginDate: today(),
      firstName: 'Grace',
      lastName: 'Hopper',
      fullName: 'Grace Hopper',
      email: fields.email,
      active: true,
      status: 'active',
      password: 'secured',
      ...contact,
      roles: [
        expect.objectContaining({ key: 'admin' }),
        expect.objectContaining({ key: 'default-user' }),
      ],
      accountExpired: false,
      accountLocked: false,
      credentialsExpired: false,
      accountNonExpired: true,
      accountNonLocked: true,
      credentialsNonExpired: true,
      emailValid: true,
      enabled: true,
    })
    const again = await api(`GET /accounts/${customer.accountId}/users/${made.id}`)
    expect(again.body).toEqual(made)
    expect(await make.databaseSnapshot()).not.toContain(secret)
    const { email, password } = fields
    const { sessionToken } = await signIn(make.origin, { email, password })
    expect(await findActorBySession(sessionToken, make.origin)).not.toBeNull()
  })

  test('assigns the default role if the body has none', async () => {
    const { body } = await api(`POST /accounts/${customer.accountId}/users`, person())
    expect(body).toMatchObject({ roles: [{ key: 'default-user' }], phone: '', externalId: '' })
    const own = await api('POST /organizations/users', person())
    expect(own.body).toMatchObject({ roles: [{ key: 'org' }] })
  })

  test('can create an Org Admin, who can call the API at once', async () => {
    const roles = [{ key: 'org-admin' }, { key: 'admin' }]
    const { body } = await api('POST /organizations/users', { ...person(), roles })
    const { secret, ...made } = userWithSecretBody.parse(body)
    expect(made.roles.map(({ key }) => key)).toEqual(['org-admin', 'admin', 'org'])
    const callerApi = apiClient(endpoints, { ...home, userSecret: secret })
    expect((await callerApi('GET /organizations/me')).status).toBe(200)
  })

  test.each([
    ['firstName', { firstName: undefined }],
    ['lastName', { lastName: ' ' }],
    ['email', { email: 'grace' }],
    ['password', { password: 'short' }],
    ['password', { password: undefined }],
    ['postalCode', { postalCode: 'x'.repeat(21) }],
    ['roles[0].key', { roles: [{ key: 'king' }] }],
    ['roles', { roles: 'admin' }],
  ])('rejects an invalid %s with 400 and names the field', async (field, change) => {
    const fields = { ...person(), ...change }
    const path = `/accounts/${customer.accountId}/users`
    const { body } = await expectError(400, `POST ${path}`, fields)
    expect(body).toMatchObject({ errors: [{ field }] })
  })

  test.each([
    ['at least', 'aB3!'],
    ['uppercase', 'correct-horse-7'],
    ['lowercase', 'CORRECT-HORSE-7'],
    ['numeric', 'Correct-horse'],
    ['special character', 'Correcthorse7'],
    ['first name', 'xGrace-1234'],
    ['last name', 'xHopper-1234'],
    ['username', 'Amazing-1234'],
  ])('says “%s” about a password that needs it', async (words, password) => {
    const fields = { ...person(), email: `amazing@${crypto.randomUUID()}.example`, password }
    const { body } = await expectError(400, 'POST /organizations/users', fields)
    const errors = [{ field: 'password', message: expect.stringContaining(words) }]
    expect(body).toMatchObject({ errors })
  })

  test('rejects an email of any other user, in any case, with 409', async () => {
    const { email } = await make.organization()
    const fields = { ...person(), email: email.toUpperCase() }
    await expectError(409, 'POST /organizations/users', fields)
  })

  test.each([
    ['org-admin in a customer account', 'org-admin'],
    ['sys-admin', 'sys-admin'],
  ])('rejects %s with 403', async (_, key) => {
    const fields = { ...person(), roles: [{ key }] }
    await expectError(403, `POST /accounts/${customer.accountId}/users`, fields)
  })

  test('rejects an inactive account with 404', async () => {
    const { id } = await make.account(home.organizationId, { active: false })
    await expectError(404, `POST /accounts/${id}/users`, person())
  })
})

describe('a list of users', () => {
  const list = async (path: string) => {
    const { status, headers, body } = await api(`GET ${path}`)
    expect(status, JSON.stringify(body)).toBe(200)
    const users = z.array(userBody).parse(body)
    return { ids: users.map(({ id }) => id), next: headers.get('elements-next-page-token') }
  }

  test('covers an account, the default account or the organization, oldest first', async () => {
    const { id: accountId } = await make.account(home.organizationId)
    const owner = { organizationId: home.organizationId, accountId }
    const created = [await make.user(owner), await make.user(owner, { active: false })]
    const ids = created.map(({ id }) => id)
    expect((await list(`/accounts/${accountId}/users`)).ids).toEqual(ids)
    const first = await list(`/accounts/${accountId}/users?pageSize=1`)
    expect(first).toEqual({ ids: [ids[0]], next: expect.any(String) })
    const second = await list(`/accounts/${accountId}/users?pageSize=1&nextPage=${first.next}`)
    expect(second).toEqual({ ids: [ids[1]], next: null })
    const inDefaultAccount = (await list('/organizations/users')).ids
    expect(inDefaultAccount).toContain(home.userId)
    expect(inDefaultAccount).not.toContain(ids[0])
    const inOrganization = (await list('/users?pageSize=2000')).ids
    expect(inOrganization).toEqual(expect.arrayContaining([home.userId, ...ids]))
    expect(inOrganization).toEqual(inOrganization.toSorted((a, b) => a - b))
  })

  test('can be filtered', async () => {
    const { id, email } = await make.user(customer)
    const where = encodeURIComponent(`email = '${email}' AND active = true`)
    expect((await list(`/users?where=${where}`)).ids).toEqual([id])
    expect((await list(`/organizations/users?where=${where}`)).ids).toEqual([])
  })

  test('of an account without users is 404 with the message that clients expect', async () => {
    const { id } = await make.account(home.organizationId)
    const { status, body } = await api(`GET /accounts/${id}/users`)
    expect(status).toBe(404)
    expect(body).toEqual({ requestId: expect.any(String), message: 'No users found' })
  })

  test('is empty if the account has users but none on this page or with this filter', async () => {
    await make.user(customer)
    const where = encodeURIComponent("email = 'nobody@example.com'")
    expect((await list(`/accounts/${customer.accountId}/users?where=${where}`)).ids).toEqual([])
    expect((await list(`/accounts/${customer.accountId}/users?offset=2000`)).ids).toEqual([])
  })
})

describe('a user', () => {
  const pathsOf = (user: { id: number; email: string }) =>
    [`/accounts/${customer.accountId}/users`, '/users'].flatMap((parent) =>
      [user.id, user.email, encodeURIComponent(user.email.toUpperCase())].map(
        (ref) => `${parent}/${ref}`,
      ),
    )

  test('is returned and changed by ID and by email', async () => {
    const user = await make.user(customer)
    for (const [index, path] of pathsOf(user).entries()) {
      expect((await api(`GET ${path}`)).body).toMatchObject({ id: user.id })
      const method = index % 2 ? 'PUT' : 'PATCH'
      const { status, body } = await api(`${method} ${path}`, { city: `City ${index}` })
      expect({ status, body }).toMatchObject({ status: 200, body: { city: `City ${index}` } })
    }
  })

  test('accepts itself as returned, without changing the password to “secured”', async () => {
    const user = await make.user(customer)
    const read = userWithRolesBody.parse((await api(`GET /users/${user.id}`)).body)
    const { roles: _, ...sent } = read
    const before = await make.databaseSnapshot()
    expect((await api(`PUT /users/${user.id}`, sent)).body).toEqual(read)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('loses all sessions with a new password', async () => {
    const user = await make.user(customer)
    const token = await make.createSession(user.id)
    const { status } = await api(`PATCH /users/${user.id}`, { password: 'Another-horse-8' })
    expect(status).toBe(200)
    expect(await findActorBySession(token, make.origin)).toBeNull()
    await signIn(make.origin, { email: user.email, password: 'Another-horse-8' })
  })

  test('loses their secret when they are deactivated', async () => {
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true })
    const callerApi = apiClient(endpoints, caller)
    expect((await callerApi('GET /users')).status).toBe(200)
    const { body } = await api(`PATCH /users/${caller.id}`, { active: false })
    expect(body).toMatchObject({ active: false, enabled: false, accountLocked: true })
    expect((await callerApi('GET /users')).status).toBe(401)
    await api(`PATCH /users/${caller.id}`, { active: true })
    expect((await callerApi('GET /users')).status).toBe(401)
  })

  test('loses their secret with a new password', async () => {
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true })
    const callerApi = apiClient(endpoints, caller)
    expect((await callerApi('GET /users')).status).toBe(200)
    await api(`PATCH /users/${caller.id}`, { password: 'Another-horse-8' })
    expect((await callerApi('GET /users')).status).toBe(401)
    const { body } = await api(`PUT /users/${caller.id}/secret`)
    const renewed = apiClient(endpoints, { ...caller, userSecret: String(Object(body).secret) })
    expect((await renewed('GET /users')).status).toBe(200)
  })

  test('is deleted permanently, with an empty response', async () => {
    const user = await make.user(customer)
    const { status, body } = await api(`DELETE /users/${user.email}`)
    expect({ status, body }).toEqual({ status: 200, body: '' })
    await expectError(404, `GET /users/${user.id}`)
  })

  test('of another account is not found in this one: 404', async () => {
    const user = await make.user({ ...customer, accountId: home.accountId })
    for (const ref of [user.id, user.email]) {
      const path = `/accounts/${customer.accountId}/users/${ref}`
      await expectError(404, `GET ${path}`)
      await expectError(404, `PATCH ${path}`, { city: 'X' })
      await expectError(404, `PATCH ${path}`, { password: 'Another-horse-8' })
      await expectError(404, `DELETE ${path}`)
      expect((await api(`GET /organizations/users/${ref}`)).status).toBe(200)
    }
  })

  test('of any account is found below the organization, by ID and by email', async () => {
    const user = await make.user(customer)
    for (const ref of [user.id, user.email]) {
      const path = `/organizations/users/${ref}`
      expect((await api(`GET ${path}`)).body).toMatchObject({ id: user.id })
      for (const method of ['PATCH', 'PUT']) {
        const { status, body } = await api(`${method} ${path}`, { city: `${method} ${ref}` })
        expect({ status, body }).toMatchObject({ status: 200, body: { city: `${method} ${ref}` } })
      }
    }
    const own = await make.user(home)
    for (const { id } of [user, own]) {
      expect((await api(`DELETE /organizations/users/${id}`)).status).toBe(200)
      await expectError(404, `GET /organizations/users/${id}`)
    }
    const stranger = await make.user(await make.organization())
    await expectError(404, `GET /organizations/users/${stranger.email}`)
    await expectError(404, `PATCH /organizations/users/${stranger.id}`, { city: 'X' })
    await expectError(404, `DELETE /organizations/users/${stranger.id}`)
  })

  test('cannot get the email of another user: 409', async () => {
    const [one, two] = [await make.user(customer), await make.user(customer)]
    await expectError(409, `PATCH /users/${one.id}`, { email: two.email })
  })

  test('cannot delete or deactivate themselves or reset their own password: 409', async () => {
    await make.user({ ...customer, accountId: home.accountId }, { orgAdmin: true })
    await expectError(409, `DELETE /users/${home.userId}`)
    await expectError(409, `PATCH /users/${home.userId}`, { active: false })
    await expectError(409, `PATCH /users/${home.userId}`, { password: 'Another-horse-8' })
  })
})
