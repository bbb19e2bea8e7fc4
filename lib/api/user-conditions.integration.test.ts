import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '@/lib/api/endpoints'
import { userBody } from '@/lib/api/user-body'
import { database } from '@/lib/db/client'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'
import { searchKey } from '@/lib/users/search-key'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let ann: Awaited<ReturnType<typeof make.user>>
let bob: Awaited<ReturnType<typeof make.user>>
beforeAll(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
  const { organizationId } = home
  const { id: accountId } = await make.account(organizationId)
  ann = await make.user({ organizationId, accountId }, { firstName: 'Ann', lastName: 'Lee Ray' })
  bob = await make.user(home, { firstName: 'Bob', lastName: 'Ray', mustChangePassword: true })
  await database().user.update({
    where: { id: ann.id },
    data: {
      email: 'ann@b.test',
      searchKey: searchKey({ ...ann, email: 'ann@b.test' }),
      phone: '+1 555',
      street1: 'Main St',
      street2: 'Floor 2',
      city: 'Denver',
      stateProvince: 'CO',
      postalCode: '80212',
      country: 'US',
      externalId: 'HR-7',
    },
  })
  await database().user.update({
    where: { id: bob.id },
    data: {
      email: 'bob@b.test',
      searchKey: searchKey({ ...bob, email: 'bob@b.test' }),
      active: false,
      lastLoginAt: new Date('2020-02-03T04:05:06Z'),
    },
  })
})

async function find(where: string, path = '/users'): Promise<string[]> {
  const { status, body } = await api(`GET ${path}?where=${encodeURIComponent(where)}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return z
    .array(userBody)
    .parse(body)
    .map(({ firstName }) => firstName)
}

test.each([
  ["email = 'ANN@B.TEST'", ['Ann']],
  ["email != 'ANN@B.TEST' AND email LIKE '%@B.TEST'", ['Bob']],
  ["email IN ('Ann@B.test', 'BOB@b.TEST')", ['Ann', 'Bob']],
  ["email LIKE 'A__@B.%'", ['Ann']],
  ["email LIKE '%B.TEST' AND email > 'ANN@B.TEST'", ['Bob']],
  ["fullName = 'Ann Lee Ray'", ['Ann']],
  ["name = 'Bob Ray'", ['Bob']],
  ["name LIKE '%Ray' AND fullName != 'Bob Ray'", ['Ann']],
  ["firstName IN ('Ann', 'Bob') AND lastName = 'Ray'", ['Bob']],
  ["name IN ('Ann Lee Ray', 'Bob Ray', 'Nobody') AND email IN ('BOB@B.TEST', '')", ['Bob']],
  ["fullName IN ('ann lee ray', 'Bob Ray')", ['Bob']],
  ["phone = '+1 555' AND street1 LIKE 'Main%' AND street2 = 'Floor 2'", ['Ann']],
  ["city = 'Denver' AND stateProvince = 'CO' AND postalCode = '80212' AND country = 'US'", ['Ann']],
  ["externalId = 'HR-7'", ['Ann']],
  ["active = 'false'", ['Bob']],
  ["status = 'inactive'", ['Bob']],
  ['enabled = true AND accountLocked = false', ['Ada', 'Ann']],
  ['accountNonLocked = false', ['Bob']],
  ['credentialsExpired = true', ['Bob']],
  ['credentialsNonExpired = true AND emailValid = true', ['Ada', 'Ann']],
  ['accountExpired = true', []],
  ['accountNonExpired = true', ['Ada', 'Ann', 'Bob']],
  ["createdDate >= '2020-02-04' AND lastLoginDate <= '2020-02-03'", ['Bob']],
])('users can be found where %s', async (where, names) => {
  expect(await find(where)).toEqual(names)
})

test('users can be found by their ID and account, in quotes or not', async () => {
  expect(await find(`id = ${ann.id}`)).toEqual(['Ann'])
  expect(await find(`id = '${ann.id}'`)).toEqual(['Ann'])
  expect(await find(`id IN ('${ann.id}', ${bob.id})`)).toEqual(['Ann', 'Bob'])
  expect(await find(`accountId = ${ann.accountId}`)).toEqual(['Ann'])
  expect(await find(`accountId != '${ann.accountId}'`)).toEqual(['Ada', 'Bob'])
  expect(await find(`accountId = ${ann.accountId}`, '/organizations/users')).toEqual([])
  expect(await find(`name = 'Bob Ray'`, '/organizations/users')).toEqual(['Bob'])
})

test('a condition can have every field of a user except the password', async () => {
  const { body } = await api(`GET /users?where=x%3D1`)
  const { message } = z.object({ message: z.string() }).parse(body)
  const { password: _password, ...fields } = userBody.shape
  for (const field of Object.keys(fields)) expect(message).toContain(` ${field}`)
})

test('accounts can be found by every field of a response', async () => {
  const account = await api(`GET /accounts/${ann.accountId}`)
  for (const [field, value] of Object.entries(
    z.record(z.string(), z.unknown()).parse(account.body),
  )) {
    for (const literal of typeof value === 'string' ? [`'${value}'`] : [value, `'${value}'`]) {
      const where = encodeURIComponent(`${field} = ${literal} AND id = '${ann.accountId}'`)
      const { status, body } = await api(`GET /accounts?where=${where}`)
      expect({ field, status, body }).toEqual({ field, status: 200, body: [account.body] })
    }
  }
})
