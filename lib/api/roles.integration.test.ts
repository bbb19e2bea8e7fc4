import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '@/lib/api/endpoints'
import { describedRolesResponse, roleBody } from '@/lib/api/role-body'
import { allows, type Permission } from '@/lib/auth/permissions'
import { permissionDescriptions } from '@/lib/roles/policy'
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

const accountAdmin = {
  id: 2,
  name: 'Account Admin',
  key: 'admin',
  active: true,
  description: 'Administers their own account.',
  features: [],
}

test('the roles of an organization are four, with IDs that never change', async () => {
  const { status, body } = await api('GET /organizations/roles')
  expect(status).toBe(200)
  const roles = describedRolesResponse.schema.parse(body)
  expect(roles.map(({ id, key }) => [id, key])).toEqual([
    [1, 'org-admin'],
    [2, 'admin'],
    [3, 'default-user'],
    [4, 'org'],
  ])
  expect(roles[1]).toEqual({
    ...accountAdmin,
    privileges: [{ key: 'profile', description: expect.any(String) }],
  })
})

test('the privileges of a role are what the gate allows', async () => {
  const { body } = await api('GET /organizations/roles')
  const settled = { mustChangePassword: false, mustSetUpSecondFactor: false }
  for (const { key, privileges } of describedRolesResponse.schema.parse(body)) {
    const role = roleKey.parse(key)
    const allowed = permissions.filter((permission) =>
      allows({ roles: [role], ...settled }, permission),
    )
    expect(privileges.map((privilege) => privilege.key).toSorted(), key).toEqual(allowed.toSorted())
  }
})

const roleKey = z.enum(['org-admin', 'admin', 'default-user', 'org'])
const isPermission = (text: string): text is Permission => text in permissionDescriptions
const permissions = Object.keys(permissionDescriptions).filter(isPermission)

test('privileges cannot be changed', async () => {
  for (const method of ['PUT', 'POST', 'PATCH', 'DELETE']) {
    expect((await api(`${method} /organizations/roles`, { features: [] })).status).toBe(405)
  }
})

test('lists of roles are counted in their headers', async () => {
  const lists: [string, string][] = [
    ['/organizations/roles', '4'],
    [`/users/${home.userId}/roles`, '2'],
    [`/accounts/${home.accountId}/roles`, '0'],
  ]
  for (const [path, count] of lists) {
    const { headers } = await api(`GET ${path}`)
    expect(headers.get('elements-returned-count'), path).toBe(count)
    expect(headers.get('elements-total-count'), path).toBe(count)
  }
})

describe('the roles of a user', () => {
  test('are granted, listed and revoked by ID and by email', async () => {
    const { id, email } = await colleague()
    const [orgAdmin, admin, , org] = z
      .array(roleBody.loose())
      .parse((await api('GET /organizations/roles')).body)
      .map(({ privileges: _, ...role }) => role)
    expect((await api(`GET /users/${id}/roles`)).body).toEqual([org])
    const granted = await api(`PUT /users/${id}/roles/org-admin`)
    expect(granted).toMatchObject({ status: 200, body: orgAdmin })
    expect(granted.headers.get('etag')).toBe('"2"')
    expect(await api(`PUT /users/${email}/roles/admin`)).toMatchObject({ status: 200, body: admin })
    expect((await api(`GET /users/${email}/roles`)).body).toEqual([orgAdmin, admin, org])
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

  test('cannot be granted twice: 409', async () => {
    const { id } = await colleague({ accountAdmin: true })
    await expectError(409, `PUT /users/${id}/roles/admin`)
  })

  test('of a user of a customer account never include org-admin: 403', async () => {
    const { id } = await customerUser()
    await expectError(403, `PUT /users/${id}/roles/org-admin`)
    await expectError(403, `PATCH /users/${id}`, { roles: [{ key: 'org-admin' }] })
    const granted = await api(`PATCH /users/${id}`, { roles: [{ key: 'admin' }] })
    expect(granted.body).toMatchObject({ roles: [{ key: 'admin' }, { key: 'default-user' }] })
    const revoked = await api(`PATCH /users/${id}`, { roles: [] })
    expect(revoked.body).toMatchObject({ roles: [{ key: 'default-user' }] })
  })

  test('are taken from a body by their key, whatever else a role of Cloud Elements has', async () => {
    const { id } = await customerUser()
    const whole = {
      id: 930,
      name: 'Administrator',
      key: 'admin',
      active: true,
      description: 'Cloud Elements Application Administrator.',
      features: [],
      privileges: [{ key: 'viewFormulas' }],
      hide: false,
      createdDate: '2017-07-10',
    }
    const granted = await api(`PATCH /users/${id}`, { roles: [whole] })
    expect(granted.body).toMatchObject({ roles: [accountAdmin, { key: 'default-user' }] })
    for (const key of ['org', 'default-user']) {
      const base = { ...whole, key }
      const kept = await api(`PATCH /users/${id}`, { roles: [whole, base] })
      expect(kept).toMatchObject({ status: 200, body: granted.body })
      const revoked = await api(`PATCH /users/${id}`, { roles: [base] })
      expect(revoked.body).toMatchObject({ roles: [{ key: 'default-user' }] })
      await api(`PATCH /users/${id}`, { roles: [whole] })
    }
    const { body } = await expectError(400, `PATCH /users/${id}`, { roles: [{ name: 'Admin' }] })
    expect(body).toMatchObject({ errors: [{ field: 'roles[0].key' }] })
    await expectError(400, `PATCH /users/${id}`, { roles: [{ key: 'admin', power: 9 }] })
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
  test('are granted, listed and revoked', async () => {
    const { id } = await make.account(home.organizationId)
    expect((await api(`GET /accounts/${id}/roles`)).body).toEqual([])
    const granted = await api(`PUT /accounts/${id}/roles/admin`)
    expect(granted).toMatchObject({ status: 200, body: accountAdmin })
    expect(granted.headers.get('etag')).toBe('"2"')
    expect((await api(`GET /accounts/${id}/roles`)).body).toEqual([accountAdmin])
    await expectError(409, `PUT /accounts/${id}/roles/admin`)
    const revoked = await api(`DELETE /accounts/${id}/roles/admin`)
    expect(revoked).toMatchObject({ status: 200, body: '' })
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
    expect((await make.actorFor(id)).roles).toEqual(['admin', 'default-user'])
    expect((await api(`GET /users/${id}/roles`)).body).toMatchObject([
      { key: 'admin' },
      { key: 'default-user' },
    ])
  })
})
