import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '@/lib/api/endpoints'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

// A client written for Cloud Elements: its calls, bodies and assertions come from the documentation,
// the SDK and the tests of Cloud Elements 2.0. Only the host and the two secrets are this console's.

const record = z.looseObject({ id: z.number() })
const role = z.looseObject({
  id: z.number(),
  name: z.string(),
  key: z.string(),
  active: z.boolean(),
  description: z.string(),
  features: z.array(z.unknown()),
})

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
beforeAll(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
})

async function call(request: string, body?: unknown): Promise<unknown> {
  const response = await api(request, body, { 'Content-Type': 'application/json' })
  expect(response.status, `${request}: ${JSON.stringify(response.body)}`).toBe(200)
  return response.body
}

async function status(request: string, body?: unknown): Promise<number> {
  return (await api(request, body)).status
}

const list = async (request: string) => z.array(record).parse(await call(request))
const where = (condition: string) => `where=${encodeURIComponent(condition)}`
const keys = (roles: unknown) =>
  z
    .array(role)
    .parse(roles)
    .map(({ key }) => key)

test('a script that provisions customers changes only its host and secrets', async () => {
  const [defaultAccount] = await list(`GET /accounts?${where('defaultAccount=true')}`)
  expect(defaultAccount).toMatchObject({ id: home.accountId, type: 'Default' })

  const account = record.parse(
    await call('POST /accounts/', {
      name: 'Acme Data',
      description: 'Account for Acme Element Instances',
      externalId: 'joe.johnson@acmedata.com',
    }),
  )
  const newUser = {
    createdDate: '2014-09-25',
    username: 'Joe.Johnson@acmedata.com',
    firstName: 'Joe',
    lastName: 'Johnson',
    fullName: 'Joe Johnson',
    email: 'Joe.Johnson@acmedata.com',
    password: 'Thingys123!',
    phone: '222-222-2222',
    city: 'Denver',
    stateprovince: 'CO',
    postalCode: '80212',
    country: 'US',
    active: true,
    accountExpired: false,
    accountLocked: false,
    credentialsExpired: false,
    enabled: true,
    emailValid: true,
    accountNonExpired: true,
    accountNonLocked: true,
    credentialsNonExpired: true,
    roles: [{ key: 'admin' }],
  }
  const users = `/accounts/${account.id}/users`
  const user = record.parse(await call(`POST ${users}`, newUser))
  expect(user).toMatchObject({ active: true, secret: expect.any(String), city: 'Denver' })
  expect(keys(user.roles)).toEqual(['admin', 'default-user'])
  expect(await status(`POST ${users}`, newUser)).toBe(409)
  expect(await status(`POST ${users}`, {})).toBe(400)

  const found = await list(`GET /users/?${where("email='JOE.JOHNSON@ACMEDATA.COM'")}&nextPage=`)
  expect(found).toMatchObject([{ id: user.id, accountId: account.id, password: 'secured' }])
  expect(await list(`GET /users?${where(`accountId='${account.id}'`)}`)).toHaveLength(1)
  expect(await list(`GET /accounts?${where("name='Acme Data'")}`)).toMatchObject([account])

  const path = `/organizations/users/${user.email}`
  const read = record.parse(await call(`GET ${path}`))
  const changed = await call(`PUT ${path}`, { ...read, lastName: 'Hughes', phone: null })
  expect(changed).toMatchObject({ ...read, lastName: 'Hughes', fullName: 'Joe Hughes' })
  const renamed = { ...account, description: 'The Acme Data Services Account' }
  expect(await call(`PUT /accounts/${account.id}`, renamed)).toEqual(renamed)

  await call(`DELETE /accounts/${account.id}`)
  expect(await list('GET /accounts')).toHaveLength(1)
  expect(await status(`GET ${users}/${user.id}`)).toBe(200)
  await call(`PATCH /accounts/${account.id}`, { active: true })
  expect(await list('GET /accounts')).toHaveLength(2)
  const active = { active: true, enabled: true, accountLocked: false }
  expect(await call(`PATCH ${users}/${user.id}`, { active: true })).toMatchObject(active)
  expect(await call(`PATCH /users/${user.id}`, { active: false })).toMatchObject({ active: false })
  await call(`DELETE /organizations/users/${user.id}`)
  expect(await status(`GET /organizations/users/${user.email}`)).toBe(404)
})

test('a script that manages roles changes only its host and secrets', async () => {
  expect(keys(await call('GET /organizations/roles'))).toContain('default-user')
  const payload = {
    firstName: 'frank',
    lastName: 'ricard',
    email: 'frank@oldschool.com',
    password: 'Blue-Harbor-27',
  }
  const user = record.parse(await call(`POST /accounts/${home.accountId}/users`, payload))
  expect(keys(user.roles)).toEqual(['org'])
  const roles = `/users/${user.id}/roles`
  expect(role.parse(await call(`PUT ${roles}/admin`))).toMatchObject({ key: 'admin' })
  expect(await status(`PUT ${roles}/admin`)).toBe(409)
  expect(await status(`PUT ${roles}/sys-admin`)).toBe(403)
  expect(await status(`PUT ${roles}/foo`)).toBe(400)
  expect(await status('PUT /users/-1/roles/admin')).toBe(404)
  const held = z.array(role).parse(await call(`GET ${roles}`))
  expect(held.map(({ key }) => key)).toEqual(['admin', 'org'])
  const copied = await call(`PATCH /users/${user.id}`, { ...payload, roles: held })
  expect(copied).toMatchObject({ firstName: 'frank', roles: held })
  await call(`DELETE ${roles}/admin`)
  expect(keys(await call(`GET ${roles}`))).toEqual(['org'])

  const account = record.parse(await call('POST /accounts', { externalId: 'churros' }))
  const accountRoles = `/accounts/${account.id}/roles`
  expect(role.parse(await call(`PUT ${accountRoles}/admin`))).toMatchObject({ key: 'admin' })
  expect(keys(await call(`GET ${accountRoles}`))).toEqual(['admin'])
  await call(`DELETE ${accountRoles}/admin`)
  await call(`DELETE /users/${user.id}`)
})

test('a script that manages the organization changes only its host and secrets', async () => {
  const me = record.parse(await call('GET /organizations/me'))
  const accounts = await list(`GET /organizations/${me.id}/accounts`)
  const first = accounts[0]?.id
  expect(await call(`GET /organizations/${me.id}/accounts/${first}`)).toMatchObject({ id: first })
  expect(await status(`GET /organizations/${me.id}/accounts/-1`)).toBe(404)
  expect(await status('GET /organizations/-1/accounts')).toBe(404)
  const renamed = {
    ...me,
    name: 'Acme Data',
    secret: 'x',
    status: 'paid',
    environment: 'production',
  }
  expect(await call('PUT /organizations/me', renamed)).toEqual({ ...me, name: 'Acme Data' })

  const policies = '/organizations/password-policies'
  const policy = {
    minLength: 8,
    minUppercase: 1,
    minLowercase: 1,
    minNumbers: 1,
    minSymbols: 1,
    symbolCharacterSet: '!@#$%^&*()',
    previousPasswordCount: 3,
    expirationDays: 180,
  }
  expect(await call(`PUT ${policies}`, policy)).toEqual(policy)
  const person = { email: 'fakeuser@churros.com', firstName: 'churros', lastName: 'bigsby' }
  const weak = await api('POST /organizations/users', { ...person, password: 'NoSymbols1' })
  expect(weak).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('special character') },
  })
  const outOfRange = await api(`PUT ${policies}`, { ...policy, symbolCharacterSet: null })
  expect(outOfRange).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('symbolCharacterSet') },
  })
  await call('POST /organizations/users', { ...person, password: 'IAmGood1!' })
  await call(`DELETE ${policies}`)
})
