import { beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
beforeAll(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
})

const colleague = (fields: Parameters<typeof make.user>[1] = {}) => make.user(home, fields)
const member = async (fields: { accountAdmin?: boolean } = {}) => {
  const { id: accountId } = await make.account(home.organizationId, fields)
  return make.user({ organizationId: home.organizationId, accountId })
}

async function expectRefusal(status: number, call: string, body?: unknown) {
  const before = await make.databaseSnapshot()
  const noted = await make.countDenied(home.organizationId)
  const answer = await api(call, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  expect(await make.databaseSnapshot()).toBe(before)
  if (status === 403 || status === 409) {
    expect(await make.countDenied(home.organizationId)).toBe(noted + 1)
  }
  return answer
}

describe('the roles of a user', () => {
  test('are given, shown and taken, by ID and by e-mail', async () => {
    const { id, email } = await colleague()
    expect((await api(`GET /users/${id}/roles`)).body).toEqual([
      { key: 'org', name: 'Organization User' },
    ])
    expect(await api(`PUT /users/${id}/roles/org-admin`)).toMatchObject({
      status: 200,
      body: { id, roles: [{ key: 'org-admin', name: 'Org Admin' }] },
    })
    expect((await api(`PUT /users/${email}/roles/admin`)).status).toBe(200)
    expect((await api(`GET /users/${email}/roles`)).body).toEqual([
      { key: 'org-admin', name: 'Org Admin' },
      { key: 'admin', name: 'Account Admin' },
    ])
    expect((await api(`DELETE /users/${id}/roles/org-admin`)).status).toBe(200)
    expect((await api(`DELETE /users/${email}/roles/admin`)).status).toBe(200)
    expect((await api(`GET /users/${id}/roles`)).body).toMatchObject([{ key: 'org' }])
  })

  test.each(['PUT', 'DELETE'])('%s of a key that does not exist is 400', async (method) => {
    const { id } = await colleague()
    for (const key of ['king', 'ADMIN', '__proto__', 'constructor', 'x'.repeat(101)]) {
      const { body } = await expectRefusal(400, `${method} /users/${id}/roles/${key}`)
      expect(body).toMatchObject({ errors: [{ field: 'key' }] })
    }
  })

  test.each(['PUT', 'DELETE'])('%s of a key that nobody may give is 403', async (method) => {
    const { id } = await colleague()
    for (const key of ['sys-admin', 'default-user', 'org']) {
      await expectRefusal(403, `${method} /users/${id}/roles/${key}`)
    }
  })

  test('of one’s own are out of reach: 403', async () => {
    await colleague({ orgAdmin: true })
    await expectRefusal(403, `PUT /users/${home.userId}/roles/admin`)
    await expectRefusal(403, `DELETE /users/${home.userId}/roles/org-admin`)
    await expectRefusal(403, `PATCH /users/${home.userId}`, { roles: [] })
    const roles = [{ key: 'org-admin' }, { key: 'admin' }]
    await expectRefusal(403, `PATCH /users/${home.userId}`, { roles })
  })

  test('that they hold already are 409, that they do not hold 404', async () => {
    const { id } = await colleague({ accountAdmin: true })
    await expectRefusal(409, `PUT /users/${id}/roles/admin`)
    await expectRefusal(404, `DELETE /users/${id}/roles/org-admin`)
  })

  test('of a customer’s user never include org-admin: 403', async () => {
    const { id } = await member()
    await expectRefusal(403, `PUT /users/${id}/roles/org-admin`)
    await expectRefusal(403, `PATCH /users/${id}`, { roles: [{ key: 'org-admin' }] })
    const given = await api(`PATCH /users/${id}`, { roles: [{ key: 'admin' }] })
    expect(given.body).toMatchObject({ roles: [{ key: 'admin' }] })
    const taken = await api(`PATCH /users/${id}`, { roles: [] })
    expect(taken.body).toMatchObject({ roles: [{ key: 'default-user' }] })
  })

  test('a demotion ends what their secrets open, with the commit', async () => {
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true })
    const theirs = apiClient(endpoints, caller)
    expect((await theirs('GET /users')).status).toBe(200)
    await api(`DELETE /users/${caller.id}/roles/org-admin`)
    expect((await theirs('GET /users')).status).toBe(401)
  })
})

describe('the roles of an account', () => {
  test('are given, shown and taken, with an answer of success that is empty', async () => {
    const { id } = await make.account(home.organizationId)
    expect((await api(`GET /accounts/${id}/roles`)).body).toEqual([])
    expect(await api(`PUT /accounts/${id}/roles/admin`)).toMatchObject({ status: 200, body: '' })
    expect((await api(`GET /accounts/${id}/roles`)).body).toEqual([
      { key: 'admin', name: 'Account Admin' },
    ])
    await expectRefusal(409, `PUT /accounts/${id}/roles/admin`)
    expect(await api(`DELETE /accounts/${id}/roles/admin`)).toMatchObject({ status: 200 })
    await expectRefusal(404, `DELETE /accounts/${id}/roles/admin`)
  })

  test.each([
    ['org-admin', 403],
    ['sys-admin', 403],
    ['king', 400],
  ])('%s is not one of them: %i', async (key, status) => {
    const { id } = await make.account(home.organizationId)
    await expectRefusal(status, `PUT /accounts/${id}/roles/${key}`)
    await expectRefusal(status, `DELETE /accounts/${id}/roles/${key}`)
  })

  test('are inherited by its users', async () => {
    const { id } = await member({ accountAdmin: true })
    expect((await make.actorFor(id)).roles).toEqual(['admin'])
    expect((await api(`GET /users/${id}/roles`)).body).toMatchObject([{ key: 'admin' }])
  })
})
