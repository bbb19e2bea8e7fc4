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
const customerUser = async (fields: { accountAdmin?: boolean } = {}) => {
  const { id: accountId } = await make.account(home.organizationId, fields)
  return make.user({ organizationId: home.organizationId, accountId })
}

async function expectError(status: number, call: string, body?: unknown) {
  const before = await make.databaseSnapshot()
  const deniedBefore = await make.countDenied(home.organizationId)
  const response = await api(call, body)
  expect(response.status, JSON.stringify(response.body)).toBe(status)
  expect(await make.databaseSnapshot()).toBe(before)
  if (status === 403 || status === 409) {
    expect(await make.countDenied(home.organizationId)).toBe(deniedBefore + 1)
  }
  return response
}

describe('the roles of a user', () => {
  test('are granted, listed and revoked by ID and by email', async () => {
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

  test.each(['PUT', 'DELETE'])('%s of an unknown role fails with 400', async (method) => {
    const { id } = await colleague()
    for (const key of ['king', 'ADMIN', '__proto__', 'constructor', 'x'.repeat(101)]) {
      const { body } = await expectError(400, `${method} /users/${id}/roles/${key}`)
      expect(body).toMatchObject({ errors: [{ field: 'key' }] })
    }
  })

  test.each(['PUT', 'DELETE'])(
    '%s of a role that cannot be granted fails with 403',
    async (method) => {
      const { id } = await colleague()
      for (const key of ['sys-admin', 'default-user', 'org']) {
        await expectError(403, `${method} /users/${id}/roles/${key}`)
      }
    },
  )

  test('of the caller cannot be changed: 403', async () => {
    await colleague({ orgAdmin: true })
    await expectError(403, `PUT /users/${home.userId}/roles/admin`)
    await expectError(403, `DELETE /users/${home.userId}/roles/org-admin`)
    await expectError(403, `PATCH /users/${home.userId}`, { roles: [] })
    const roles = [{ key: 'org-admin' }, { key: 'admin' }]
    await expectError(403, `PATCH /users/${home.userId}`, { roles })
  })

  test('cannot be granted twice (409) or revoked twice (404)', async () => {
    const { id } = await colleague({ accountAdmin: true })
    await expectError(409, `PUT /users/${id}/roles/admin`)
    await expectError(404, `DELETE /users/${id}/roles/org-admin`)
  })

  test('of a user of a customer account never include org-admin: 403', async () => {
    const { id } = await customerUser()
    await expectError(403, `PUT /users/${id}/roles/org-admin`)
    await expectError(403, `PATCH /users/${id}`, { roles: [{ key: 'org-admin' }] })
    const granted = await api(`PATCH /users/${id}`, { roles: [{ key: 'admin' }] })
    expect(granted.body).toMatchObject({ roles: [{ key: 'admin' }] })
    const revoked = await api(`PATCH /users/${id}`, { roles: [] })
    expect(revoked.body).toMatchObject({ roles: [{ key: 'default-user' }] })
  })

  test('a revoked org-admin loses access to the API at once', async () => {
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true })
    const callerApi = apiClient(endpoints, caller)
    expect((await callerApi('GET /users')).status).toBe(200)
    await api(`DELETE /users/${caller.id}/roles/org-admin`)
    expect((await callerApi('GET /users')).status).toBe(401)
  })
})

describe('the roles of an account', () => {
  test('are granted, listed and revoked, with empty responses', async () => {
    const { id } = await make.account(home.organizationId)
    expect((await api(`GET /accounts/${id}/roles`)).body).toEqual([])
    expect(await api(`PUT /accounts/${id}/roles/admin`)).toMatchObject({ status: 200, body: '' })
    expect((await api(`GET /accounts/${id}/roles`)).body).toEqual([
      { key: 'admin', name: 'Account Admin' },
    ])
    await expectError(409, `PUT /accounts/${id}/roles/admin`)
    expect(await api(`DELETE /accounts/${id}/roles/admin`)).toMatchObject({ status: 200 })
    await expectError(404, `DELETE /accounts/${id}/roles/admin`)
  })

  test.each([
    ['org-admin', 403],
    ['sys-admin', 403],
    ['king', 400],
  ])('%s is rejected with %i', async (key, status) => {
    const { id } = await make.account(home.organizationId)
    await expectError(status, `PUT /accounts/${id}/roles/${key}`)
    await expectError(status, `DELETE /accounts/${id}/roles/${key}`)
  })

  test('are inherited by its users', async () => {
    const { id } = await customerUser({ accountAdmin: true })
    expect((await make.actorFor(id)).roles).toEqual(['admin'])
    expect((await api(`GET /users/${id}/roles`)).body).toMatchObject([{ key: 'admin' }])
  })
})
