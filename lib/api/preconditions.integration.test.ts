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

const member = async () => {
  const { organizationId } = home
  const { id: accountId } = await make.account(organizationId)
  return make.user({ organizationId, accountId })
}

type Versioned = { name: string; path(): Promise<string>; change(n: number): object }
const records: Versioned[] = [
  {
    name: '/accounts/{id}',
    path: async () => `/accounts/${(await make.account(home.organizationId)).id}`,
    change: (n) => ({ description: `Change ${n}` }),
  },
  {
    name: '/users/{idOrEmail}',
    path: async () => `/users/${(await member()).id}`,
    change: (n) => ({ city: `City ${n}` }),
  },
  {
    name: '/accounts/{id}/users/{idOrEmail}',
    async path() {
      const { accountId, email } = await member()
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
  const answer = await api(call, body, { 'If-Match': etag })
  expect(answer.status, `${call} If-Match: ${etag}`).toBe(412)
  expect(answer.body).toEqual({ requestId: 'test', message: expect.any(String) })
  expect(await make.databaseSnapshot()).toBe(before)
}

describe.each(records)('$name', ({ path: fresh, change }) => {
  test.each(['PATCH', 'PUT'])(
    '%s with the ETag that GET gave is done, and gives a new one',
    async (method) => {
      const path = await fresh()
      const first = await etagOf(path)
      const done = await api(`${method} ${path}`, change(1), { 'If-Match': first })
      expect(done.status).toBe(200)
      expect(done.headers.get('etag')).toBe(await etagOf(path))
      expect(done.headers.get('etag')).not.toBe(first)
      await expectStale(`${method} ${path}`, change(2), first)
    },
  )

  test.each(['*', undefined])('If-Match: %s is no condition', async (etag) => {
    const path = await fresh()
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
  ])('If-Match: %s fits nothing: 412', async (etag) => {
    await expectStale(`PATCH ${await fresh()}`, change(1), etag)
  })

  test('of two changes of the same version one is refused', async () => {
    const path = await fresh()
    const headers = { 'If-Match': await etagOf(path) }
    const answers = await Promise.all([1, 2].map((n) => api(`PATCH ${path}`, change(n), headers)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
  })

  test('DELETE with an ETag of before is refused', async () => {
    const path = await fresh()
    const first = await etagOf(path)
    await api(`PATCH ${path}`, change(1))
    await expectStale(`DELETE ${path}`, undefined, first)
    const done = await api(`DELETE ${path}`, undefined, { 'If-Match': await etagOf(path) })
    expect(done.status).toBe(200)
  })

  test('reading takes no condition', async () => {
    const path = await fresh()
    for (const method of ['GET', 'HEAD']) {
      const { status } = await api(`${method} ${path}`, undefined, { 'If-Match': '"99"' })
      expect(status, method).toBe(200)
    }
  })
})

test('POST of an account gives the ETag that GET gives', async () => {
  const { headers, body } = await api('POST /accounts', { externalId: crypto.randomUUID() })
  const { id } = accountBody.parse(body)
  expect(headers.get('etag')).toBe(await etagOf(`/accounts/${id}`))
})

test.each(['PUT', 'DELETE'])(
  '%s of a user’s role with an ETag of before is refused',
  async (method) => {
    const held = method === 'DELETE'
    const { organizationId } = home
    const { id: accountId } = await make.account(organizationId)
    const user = await make.user({ organizationId, accountId }, { accountAdmin: held })
    const first = await etagOf(`/users/${user.id}`)
    await api(`PATCH /users/${user.id}`, { city: 'Lyon' })
    await expectStale(`${method} /users/${user.id}/roles/admin`, undefined, first)
  },
)

test.each(['PUT', 'DELETE'])(
  '%s of an account’s role with an ETag of before is refused',
  async (method) => {
    const { id } = await make.account(home.organizationId, { accountAdmin: method === 'DELETE' })
    const first = await etagOf(`/accounts/${id}`)
    await api(`PATCH /accounts/${id}`, { description: 'Other' })
    await expectStale(`${method} /accounts/${id}/roles/admin`, undefined, first)
  },
)
