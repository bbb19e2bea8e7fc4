import { beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let accountId: number
let userId: number
beforeAll(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
  const { organizationId } = home
  accountId = (await make.account(organizationId, { name: 'Northwind' })).id
  userId = (await make.user({ organizationId, accountId }, { accountAdmin: true })).id
})

const person = () => ({
  firstName: 'Chuck',
  lastName: 'Taylor',
  email: `chuck.${crypto.randomUUID()}@acmedata.com`,
  password: make.PASSWORD,
})
const accountPath = () => `/accounts/${accountId}`
const userPath = () => `/users/${userId}`

async function expectError(status: number, call: string, body: unknown) {
  const before = await make.databaseSnapshot()
  const response = await api(call, body)
  expect(response.status, JSON.stringify(response.body)).toBe(status)
  expect(await make.databaseSnapshot()).toBe(before)
  return response
}

describe('a record sent back as it was read changes nothing', () => {
  test.each([
    ['an account', () => accountPath()],
    ['the default account', () => `/accounts/${home.accountId}`],
    ['a user', () => userPath()],
    ['a user below their account', () => `${accountPath()}/users/${userId}`],
    ['a user below the organization', () => `/organizations/users/${userId}`],
    ['the caller', () => `/organizations/users/${home.userId}`],
    ['the organization', () => '/organizations/me'],
    ['the password policy', () => '/organizations/password-policies'],
  ])('%s', async (_, path) => {
    const read = await api(`GET ${path()}`)
    const before = await make.databaseSnapshot()
    const { status, body, headers } = await api(`PUT ${path()}`, read.body)
    expect({ status, body }).toEqual({ status: 200, body: read.body })
    expect(headers.get('etag')).toBe(read.headers.get('etag'))
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('a user of a deactivated account', async () => {
    const { id } = await make.account(home.organizationId)
    const user = await make.user({ organizationId: home.organizationId, accountId: id })
    await api(`DELETE /accounts/${id}`)
    const { body } = await api(`GET /users/${user.id}`)
    expect(await api(`PUT /users/${user.id}`, body)).toMatchObject({ status: 200, body })
  })
})

// As the documentation, the SDK and the tests of Cloud Elements send or answer them.
const account = {
  id: 4030,
  active: false,
  companyId: 819,
  createdDate: '2017-07-10',
  updatedDate: 1_499_644_800_000,
  defaultAccount: true,
  type: 'Default',
  customerId: 1,
  customerName: 'Acme',
  status: 'paid',
  environment: 'production',
  secret: 'qp8E',
}
const user = {
  id: 413,
  accountId: 4030,
  createdDate: 1_411_603_200_000,
  updatedDate: '2014-09-25',
  username: 'chuck@acmedata.com',
  fullName: 'Chuck Taylor',
  lastLoginDate: '1970-01-01',
  active: false,
  status: 'paid',
  environment: 'test',
  secret: 'MNjTVNOU',
  accountExpired: false,
  accountLocked: true,
  credentialsExpired: false,
  enabled: false,
  emailValid: false,
  accountNonExpired: false,
  accountNonLocked: false,
  credentialsNonExpired: false,
  activationCode: 'x',
  userSecretKeystring: 'x',
  oauthProvider: 'github',
  oauthId: '1',
  oauthToken: 'x',
}
const organization = {
  id: 1,
  active: false,
  createdDate: '2014-09-25',
  updatedDate: '2014-09-25',
  secret: 'x',
  status: 'trial',
  environment: 'production',
  externalId: 'x',
  customerId: 1,
  tierId: 2,
  vdrVersion: 'v2',
  canCreatePeer: false,
  twoFactorAuthEnabled: false,
  passwordPolicy: { minLength: 100 },
  street1: 'x',
  city: 'Denver',
  state: 'CO',
  postalCode: '80212',
  country: 'US',
}

describe('read-only fields of Cloud Elements are ignored', () => {
  test('when an account is created, which is always active', async () => {
    const { status, body } = await api('POST /accounts', { ...account, externalId: 'NW-1042' })
    const created = { companyId: home.organizationId, active: true, type: 'CompanyAccount' }
    expect({ status, body }).toMatchObject({ status: 200, body: created })
    expect(body).not.toMatchObject({ id: account.id })
  })

  test('when a user is added, who is always active', async () => {
    for (const path of [`${accountPath()}/users`, '/organizations/users']) {
      const { status, body } = await api(`POST ${path}`, { ...user, ...person() })
      expect({ status, body }).toMatchObject({ status: 200, body: { active: true, enabled: true } })
      expect(body).not.toMatchObject({ id: user.id })
    }
  })

  test.each(['PUT', 'PATCH'])('by %s', async (method) => {
    const { active: _, ...readOnlyAccount } = account
    const renamed = { name: `Northwind ${method}` }
    const changed = await api(`${method} ${accountPath()}`, { ...readOnlyAccount, ...renamed })
    const unlike = { id: accountId, companyId: home.organizationId, defaultAccount: false }
    expect(changed.body).toMatchObject({ ...unlike, ...renamed })
    const { active: __, ...readOnlyUser } = user
    const moved = { city: `Denver ${method}` }
    for (const path of [userPath(), `/organizations${userPath()}`]) {
      const { status, body } = await api(`${method} ${path}`, { ...readOnlyUser, ...moved })
      expect({ status, body }).toMatchObject({ status: 200, body: { id: userId, accountId } })
      expect(body).toMatchObject({ ...moved, enabled: true, firstName: 'Chuck' })
    }
  })

  test('when the organization is renamed or its password policy is replaced', async () => {
    const renamed = await api('PUT /organizations/me', { ...organization, name: 'Acme Data' })
    const kept = { id: home.organizationId, active: true, passwordPolicy: { minLength: 8 } }
    expect(renamed).toMatchObject({ status: 200, body: { ...kept, name: 'Acme Data' } })
    const policy = { minLength: 9, createdDt: '2017-07-10', updatedDt: '2017-07-10', id: 1 }
    const replaced = await api('PUT /organizations/password-policies', policy)
    expect(replaced).toMatchObject({ status: 200, body: { minLength: 9 } })
    expect(replaced.body).not.toHaveProperty('createdDt')
    await api('DELETE /organizations/password-policies')
  })
})

describe('null is like an absent field', () => {
  test('when a record is created', async () => {
    const fields = { externalId: 'NW-1043', name: null, description: null, active: null }
    const created = await api('POST /accounts', fields)
    expect(created).toMatchObject({
      status: 200,
      body: { name: 'NW-1043', description: 'NW-1043' },
    })
    const nothing = { phone: null, city: null, externalId: null, roles: null, secret: null }
    const added = await api('POST /organizations/users', { ...person(), ...nothing })
    expect(added).toMatchObject({ status: 200, body: { phone: '', roles: [{ key: 'org' }] } })
  })

  test.each(['PUT', 'PATCH'])('by %s, so that it keeps what is there', async (method) => {
    await api(`PATCH ${userPath()}`, { city: 'Lyon', phone: '+1' })
    const calls: [path: string, body: object][] = [
      [accountPath(), { name: null, description: null, externalId: null, active: null, id: null }],
      [userPath(), { firstName: null, email: null, password: null, active: null, roles: null }],
      [userPath(), { city: null, phone: null, street1: null, mustChangePassword: null }],
    ]
    for (const [path, body] of calls) {
      const before = await make.databaseSnapshot()
      expect((await api(`${method} ${path}`, body)).status).toBe(200)
      expect(await make.databaseSnapshot()).toBe(before)
    }
    const cleared = await api(`${method} ${userPath()}`, { city: '', phone: null })
    expect(cleared.body).toMatchObject({ city: '', phone: '+1' })
  })

  test('where a field is required, so that it is named', async () => {
    const calls: [call: string, body: object, field: string][] = [
      ['POST /accounts', { externalId: null }, 'externalId'],
      ['POST /organizations/users', { ...person(), email: null }, 'email'],
      ['POST /organizations/users', { ...person(), password: null }, 'password'],
      ['POST /organizations/users', { ...person(), password: 'secured' }, 'password'],
    ]
    for (const [call, body, field] of calls) {
      const response = await expectError(400, call, body)
      expect(response.body).toMatchObject({
        errors: [{ field, message: expect.stringMatching(/required/) }],
      })
    }
  })

  test('but an unknown field is rejected even so', async () => {
    await expectError(400, `PATCH ${userPath()}`, { city: 'Lyon', town: null })
    await expectError(400, 'POST /accounts', { externalId: 'NW-1044', owner: null })
  })
})

test('stateprovince, which the documentation of Cloud Elements has, is stateProvince', async () => {
  const added = await api('POST /organizations/users', { ...person(), stateprovince: 'CO' })
  expect(added).toMatchObject({ status: 200, body: { stateProvince: 'CO' } })
  const changed = await api(`PATCH ${userPath()}`, { stateprovince: 'NY' })
  expect(changed).toMatchObject({ status: 200, body: { stateProvince: 'NY' } })
  expect(changed.body).not.toHaveProperty('stateprovince')
  const both = await api(`PATCH ${userPath()}`, { stateprovince: 'NY', stateProvince: 'WA' })
  expect(both.body).toMatchObject({ stateProvince: 'WA' })
})
