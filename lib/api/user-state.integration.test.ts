import { beforeEach, describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { newTrustedDevice } from '@/lib/auth/trusted-device'
import { database } from '@/lib/db/client'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'
import { signIn } from '@/lib/testing/sign-in'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let user: Awaited<ReturnType<typeof make.user>>
beforeEach(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
  const { organizationId } = home
  const { id: accountId } = await make.account(organizationId)
  user = await make.user({ organizationId, accountId })
})

const newAddress = () => `198.51.100.${Math.ceil(Math.random() * 250)}`

async function fail(email: string, times: number, origin: object = { address: newAddress() }) {
  for (let attempt = 0; attempt < times; attempt += 1) {
    const attempted = signIn({ ...make.origin, ...origin }, { email, password: 'wrong' })
    await expect(attempted).rejects.toMatchObject({ code: 'invalid' })
  }
}

const locked = { accountLocked: true, accountNonLocked: false }
const open = { accountLocked: false, accountNonLocked: true }

describe('a user is locked', () => {
  test('after five wrong passwords, everywhere a user is read, until the attempts expire', async () => {
    await fail(user.email, 4)
    expect((await api(`GET /users/${user.id}`)).body).toMatchObject(open)
    const address = newAddress()
    await fail(user.email, 5, { address })
    const rejected = signIn({ ...make.origin, address }, { email: user.email, password: 'x' })
    await expect(rejected).rejects.toMatchObject({ code: 'rate-limited' })

    for (const path of ['/users', `/accounts/${user.accountId}/users`, '/organizations/users']) {
      const one = await api(`GET ${path}/${user.email}`)
      expect(one.body).toMatchObject({ ...locked, active: true, enabled: true })
    }
    const list = await api(`GET /accounts/${user.accountId}/users`)
    expect(list.body).toMatchObject([locked])
    expect((await api('GET /organizations/users')).body).toMatchObject([open])
    expect((await api(`PATCH /users/${user.id}`, { city: 'Lyon' })).body).toMatchObject(locked)

    await database().$executeRaw`UPDATE rate_limits SET expire = ${Date.now() - 1}`
    expect((await api(`GET /users/${user.id}`)).body).toMatchObject(open)
  })

  test('after wrong passwords from a device that they trust', async () => {
    const { token } = newTrustedDevice(user.id)
    await fail(user.email, 5, { deviceToken: token })
    expect((await api(`GET /users/${user.id}`)).body).toMatchObject(locked)
  })

  test('no longer when they have an email address without wrong passwords', async () => {
    await fail(user.email, 5)
    const email = `${crypto.randomUUID()}@example.com`
    expect((await api(`PATCH /users/${user.id}`, { email })).body).toMatchObject(open)
    const back = await api(`PATCH /users/${user.id}`, { email: user.email })
    expect(back.body).toMatchObject(locked)
  })

  test('from the start when someone has guessed passwords for their address before', async () => {
    const email = `${crypto.randomUUID()}@example.com`
    await fail(email, 5)
    const person = { firstName: 'Grace', lastName: 'Hopper', email, password: make.PASSWORD }
    const { body } = await api('POST /organizations/users', person)
    expect(body).toMatchObject({ ...locked, enabled: true })
  })

  test('while they or their account are inactive', async () => {
    const inactive = { ...locked, active: false, enabled: false }
    const deactivated = await api(`PATCH /users/${user.id}`, { active: false })
    expect(deactivated.body).toMatchObject({ ...inactive, accountExpired: false })
    await api(`PATCH /users/${user.id}`, { active: true })
    await api(`DELETE /accounts/${user.accountId}`)
    const { body } = await api(`GET /users/${user.id}`)
    expect(body).toMatchObject({ ...inactive, accountExpired: true, accountNonExpired: false })
  })
})

test('the credentials of a user are expired as long as they must choose a new password', async () => {
  const expired = { credentialsExpired: true, credentialsNonExpired: false }
  const valid = { credentialsExpired: false, credentialsNonExpired: true }
  const read = async () => (await api(`GET /users/${user.id}`)).body
  const passwordChangedAt = new Date(Date.now() - 31 * 86_400_000)
  await database().user.update({ where: { id: user.id }, data: { passwordChangedAt } })
  expect(await read()).toMatchObject(valid)
  await api('PUT /organizations/password-policies', { expirationDays: 30 })
  expect(await read()).toMatchObject(expired)
  expect((await api(`PATCH /users/${user.id}`, { city: 'Lyon' })).body).toMatchObject(expired)
  const renewed = await api(`PATCH /users/${user.id}`, { password: 'Another-horse-8' })
  expect(renewed.body).toMatchObject(valid)
  expect(await read()).toMatchObject(valid)
  const mustChange = { password: 'Another-horse-9', mustChangePassword: true }
  expect((await api(`PATCH /users/${user.id}`, mustChange)).body).toMatchObject(expired)
  expect(await read()).toMatchObject({ ...expired, ...open })
})
