import { beforeAll, describe, expect, test } from 'vitest'
import { accountBody } from '@/lib/api/account-body'
import { endpoints } from '@/lib/api/endpoints'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
beforeAll(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
})

const customerUser = async () => {
  const { organizationId } = home
  const { id: accountId } = await make.account(organizationId)
  return make.user({ organizationId, accountId })
}

type VersionedRecord = { name: string; path(): Promise<string>; change(n: number): object }
const records: VersionedRecord[] = [
  {
    name: '/accounts/{id}',
    path: async () => `/accounts/${(await make.account(home.organizationId)).id}`,
    change: (n) => ({ description: `Change ${n}` }),
  },
  {
    name: '/users/{idOrEmail}',
    path: async () => `/users/${(await customerUser()).id}`,
    change: (n) => ({ city: `City ${n}` }),
  },
  {
    name: '/accounts/{id}/users/{idOrEmail}',
    async path() {
      const { accountId, email } = await customerUser()
      return `/accounts/${accountId}/users/${email}`
    },
    change: (n) => ({ city: `City ${n}` }),
  },
  {
    name: '/organizations/users/{idOrEmail}',
    path: async () => `/organizations/users/${(await make.user(home)).id}`,
    change: (n) => ({ city: `City ${n}` }),
  },
]

async function etagOf(path: string): Promise<string> {
  const etag = (await api(`GET ${path}`)).headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[^"]+"$/)
  return etag
}

async function expectStale(call: string, body: unknown, etag: string) {
  const before = await make.databaseSnapshot()
  const response = await api(call, body, { 'If-Match': etag })
  expect(response.status, `${call} If-Match: ${etag}`).toBe(412)
  expect(response.body).toEqual({ requestId: expect.any(String), message: expect.any(String) })
  expect(await make.databaseSnapshot()).toBe(before)
}

describe.each(records)('$name', ({ path: createRecord, change }) => {
  test.each(['PATCH', 'PUT'])(
    '%s with the ETag of GET succeeds and returns a new ETag',
    async (method) => {
      const path = await createRecord()
      const first = await etagOf(path)
      const updated = await api(`${method} ${path}`, change(1), { 'If-Match': first })
      expect(updated.status).toBe(200)
      expect(updated.headers.get('etag')).toBe(await etagOf(path))
      expect(updated.headers.get('etag')).not.toBe(first)
      await expectStale(`${method} ${path}`, change(2), first)
    },
  )

  test.each(['*', undefined])('If-Match: %s does not restrict the change', async (etag) => {
    const path = await createRecord()
    const headers: { [name: string]: string } = etag ? { 'If-Match': etag } : {}
    expect((await api(`PATCH ${path}`, change(1), headers)).status).toBe(200)
  })

  test.each([
    'W/"1"',
    '1',
    '""',
    '"x"',
    '"1',
    '"0"',
    '"99"',
    '"1.0"',
    '"9999999999"',
    '" 1"',
    'x'.repeat(5000),
  ])('If-Match: %s matches nothing: 412', async (etag) => {
    await expectStale(`PATCH ${await createRecord()}`, change(1), etag)
  })

  test('one of two changes to the same version fails', async () => {
    const path = await createRecord()
    const headers = { 'If-Match': await etagOf(path) }
    const responses = await Promise.all([1, 2].map((n) => api(`PATCH ${path}`, change(n), headers)))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([200, 412])
  })

  test('DELETE with an outdated ETag fails', async () => {
    const path = await createRecord()
    const first = await etagOf(path)
    await api(`PATCH ${path}`, change(1))
    await expectStale(`DELETE ${path}`, undefined, first)
    const updated = await api(`DELETE ${path}`, undefined, { 'If-Match': await etagOf(path) })
    expect(updated.status).toBe(200)
  })

  test('reading ignores If-Match', async () => {
    const path = await createRecord()
    for (const method of ['GET', 'HEAD']) {
      const { status } = await api(`${method} ${path}`, undefined, { 'If-Match': '"99"' })
      expect(status, method).toBe(200)
    }
  })
})

test('POST of an account returns the ETag of GET', async () => {
  const { headers, body } = await api('POST /accounts', { externalId: crypto.randomUUID() })
  const { id } = accountBody.parse(body)
  expect(headers.get('etag')).toBe(await etagOf(`/accounts/${id}`))
})

test.each(['PUT', 'DELETE'])('%s of a user’s role with an outdated ETag fails', async (method) => {
  const held = method === 'DELETE'
  const { organizationId } = home
  const { id: accountId } = await make.account(organizationId)
  const user = await make.user({ organizationId, accountId }, { accountAdmin: held })
  const first = await etagOf(`/users/${user.id}`)
  await api(`PATCH /users/${user.id}`, { city: 'Lyon' })
  await expectStale(`${method} /users/${user.id}/roles/admin`, undefined, first)
})

test.each(['PUT', 'DELETE'])(
  '%s of an account’s role with an outdated ETag fails',
  async (method) => {
    const { id } = await make.account(home.organizationId, { accountAdmin: method === 'DELETE' })
    const first = await etagOf(`/accounts/${id}`)
    await api(`PATCH /accounts/${id}`, { description: 'Other' })
    await expectStale(`${method} /accounts/${id}/roles/admin`, undefined, first)
  },
)
