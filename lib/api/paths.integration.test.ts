import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '@/lib/api/endpoints'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let existing: { organizations: number; accounts: number; users: number }
beforeAll(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
  const { organizationId } = home
  const account = await make.account(organizationId)
  const user = await make.user({ organizationId, accountId: account.id })
  existing = { organizations: organizationId, accounts: account.id, users: user.id }
})

const impossible = [
  '-1',
  '0',
  'abc',
  '1.0',
  '01',
  '+1',
  '1e3',
  '0x1',
  '2147483648',
  '99999999999999999999',
  '%201',
  '1%20',
  '%00',
  '1%00',
  '%ED%A0%80',
  '%',
  '%zz',
  'a%2Fb',
  '%D9%A1',
  '__proto__',
  'null',
  "1'--",
  '@',
  'x'.repeat(5_000),
]
const UNKNOWN = '2000000000'

const bodies: { [call: string]: object } = {
  'POST /accounts/{id}/users': {
    firstName: 'Grace',
    lastName: 'Hopper',
    email: 'new@example.com',
    password: make.PASSWORD,
  },
}

const records = Object.entries(endpoints).flatMap(([path, byMethod]) =>
  [...path.matchAll(/\/(organizations|accounts|users)\/(\{\w+\})/g)].flatMap(([, , parameter]) =>
    Object.entries(byMethod).map(([method, { body }]) => ({
      method,
      path,
      parameter: parameter ?? '',
      body: body && (bodies[`${method} ${path}`] ?? {}),
    })),
  ),
)

/** The path with this value for one parameter, and existing records for the others. */
function fill(path: string, parameter: string, value: string): string {
  return path
    .replace(parameter, value)
    .replace('{key}', 'admin')
    .replace(/\/(organizations|accounts|users)\/\{\w+\}/g, (_, collection: string) => {
      const [, id] = Object.entries(existing).find(([name]) => name === collection) ?? []
      return `/${collection}/${id}`
    })
}

/** What a response says apart from its own request ID. */
const message = (body: unknown) =>
  z.strictObject({ requestId: z.string(), message: z.string() }).parse(body).message

describe('a path that cannot name a record is not found, like an unknown one', () => {
  test.each(records)('$method $path with $parameter', async ({ method, path, parameter, body }) => {
    const before = await make.databaseSnapshot()
    const call = (value: string) => api(`${method} ${fill(path, parameter, value)}`, body)
    const unknown = await call(UNKNOWN)
    expect(unknown.status).toBe(404)
    for (const value of impossible) {
      const response = await call(value)
      expect({ value, status: response.status, message: message(response.body) }).toEqual({
        value,
        status: 404,
        message: message(unknown.body),
      })
    }
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('but an unknown role is 400', async () => {
    for (const path of [`/accounts/${existing.accounts}`, `/users/${existing.users}`]) {
      for (const key of ['foo', '%00', '%ED%A0%80', '-1']) {
        expect((await api(`PUT ${path}/roles/${key}`)).status).toBe(400)
      }
    }
  })
})

describe('a trailing slash', () => {
  const reads = Object.entries(endpoints)
    .filter(([, { GET }]) => GET)
    .map(([path]) => path)

  test.each(reads)('is ignored after GET %s', async (path) => {
    const filled = fill(path, '', '')
    const { headers: _, ...expected } = await api(`GET ${filled}`)
    const { headers: __, ...received } = await api(`GET ${filled}/`)
    expect(received).toEqual(expected)
    expect((await api(`GET ${filled}//`)).status).toBe(404)
  })

  test('is ignored before a query and in every method', async () => {
    expect((await api('GET /accounts/?pageSize=1')).status).toBe(200)
    const externalId = crypto.randomUUID()
    expect((await api('POST /accounts/', { externalId })).body).toMatchObject({ externalId })
    const path = `/accounts/${existing.accounts}/`
    expect((await api(`PATCH ${path}`, { description: 'Slash' })).status).toBe(200)
    expect((await api(`HEAD ${path}`)).status).toBe(200)
  })

  test.each(['/', '//', '//accounts', '/accounts//', '/accounts//roles', '/accounts/?/'])(
    'leaves %s as it is',
    async (path) => {
      expect((await api(`GET ${path}`)).status).toBe(path.includes('?') ? 400 : 404)
    },
  )
})
