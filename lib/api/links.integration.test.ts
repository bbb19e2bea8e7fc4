import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '@/lib/api/endpoints'
import { linkBody } from '@/lib/api/link-body'
import { database } from '@/lib/db/client'
import { setPassword } from '@/lib/sessions/set-password'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let user: Awaited<ReturnType<typeof make.user>>
beforeEach(async () => {
  home = await make.organization()
  api = apiClient(endpoints, home)
  user = await make.user(home)
})

const password = 'Brave-new-w0rld'

describe('a link that a script creates', () => {
  test('sets the password of its user', async () => {
    const { status, body } = await api(`POST /users/${user.email}/links`, {})
    expect(status).toBe(200)
    const { url, purpose, expiresDate } = linkBody.parse(body)
    expect(purpose).toBe('invite')
    expect(new Date(expiresDate).getTime()).toBeGreaterThan(Date.now())
    await setPassword(make.origin, { link: url, password })
  })

  test('has the purpose of the request', async () => {
    const response = await api(`POST /users/${user.id}/links`, { purpose: 'password' })
    expect(response.body).toMatchObject({ purpose: 'password' })
  })

  test('is the same when the request is repeated', async () => {
    const repeat = { 'Idempotency-Key': 'once' }
    const first = await api(`POST /users/${user.id}/links`, {}, repeat)
    const second = await api(`POST /users/${user.id}/links`, {}, repeat)
    expect(second.body).toEqual(first.body)
    expect(await database().userLink.count({ where: { userId: user.id } })).toBe(1)
  })

  test.each([
    ['yourself', 409, async () => [home.userId, {}] as const],
    ['an unknown purpose', 400, async () => [user.id, { purpose: 'email' }] as const],
    [
      'a user of another organization',
      404,
      async () => [(await make.user(await make.organization())).id, {}] as const,
    ],
    [
      'a deactivated user',
      409,
      async () => [(await make.user(home, { active: false })).id, {}] as const,
    ],
  ])('is not made for %s', async (_, expected, request) => {
    const [id, body] = await request()
    const before = await make.databaseSnapshot()
    const { status } = await api(`POST /users/${id}/links`, body)
    expect(status).toBe(expected)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('ends with DELETE, which can be repeated', async () => {
    const { body } = await api(`POST /users/${user.id}/links`, {})
    expect(await api(`DELETE /users/${user.id}/links`)).toMatchObject({ status: 200, body: '' })
    expect(await api(`DELETE /users/${user.id}/links`)).toMatchObject({ status: 200 })
    const link = linkBody.parse(body).url
    await expect(setPassword(make.origin, { link, password })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('a script that adds a user', () => {
  const person = () => ({
    firstName: 'Grace',
    lastName: 'Hopper',
    email: `${crypto.randomUUID()}@example.com`,
  })

  test('can invite them instead of choosing their password', async () => {
    const { status, body } = await api('POST /organizations/users', { ...person(), invite: true })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      secret: expect.any(String),
      status: 'invited',
      link: { purpose: 'invite' },
    })
    const { id } = z.object({ id: z.int() }).parse(body)
    const invited = encodeURIComponent(`id = ${id} AND status = 'invited'`)
    expect((await api(`GET /users?where=${invited}`)).body).toMatchObject([{ id }])
    await make.expireLinks(id)
    expect((await api(`GET /users/${id}`)).body).toMatchObject({ status: 'no-password' })
    expect((await api(`GET /users?where=${invited}`)).body).toEqual([])
    const withPassword = await api(`PATCH /users/${id}`, { password: 'Quite-another-9' })
    expect(withPassword.body).toMatchObject({ status: 'active' })
  })

  test('gets no link with a password, which stays required', async () => {
    const { body } = await api('POST /organizations/users', { ...person(), password })
    expect(body).not.toHaveProperty('link')
    const before = await make.databaseSnapshot()
    const missing = await api('POST /organizations/users', person())
    expect(missing).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'password', message: 'Password is required.' }] },
    })
    expect(await make.databaseSnapshot()).toBe(before)
  })
})
