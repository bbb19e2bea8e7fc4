import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '@/lib/api/endpoints'
import { openApiDocument } from '@/lib/api/openapi'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let fillPath: (path: string) => string
beforeAll(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
  const { organizationId } = home
  const { id: accountId } = await make.account(organizationId)
  const user = await make.user({ organizationId, accountId })
  const colleague = await make.user(home)
  fillPath = (path) =>
    path
      .replace(/^\/organizations\/\{\w+\}/, `/organizations/${organizationId}`)
      .replace(/\{(id|accountId)\}/g, String(accountId))
      .replace('{idOrEmail}', String(path.startsWith('/organizations') ? colleague.id : user.id))
      .replace('{key}', 'admin')
})

const hostileValues: unknown[] = [
  null,
  7,
  -1,
  1.5,
  1e308,
  true,
  '',
  ' ',
  'x'.repeat(9_000),
  'a\0b',
  'a\uD800',
  {},
  { contains: '' },
  [],
  [[]],
  [null],
  [7],
  [{}],
  [{ key: 7 }],
  [{ key: 'x'.repeat(9_000) }],
  [{ key: 'admin', nested: { deep: true } }],
  Array.from({ length: 99 }, () => ({ key: 'admin' })),
]

const invalid = z.object({
  message: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).min(1),
})

// Words of zod, of JSON.parse and of Prisma.
const libraryWords =
  /invalid input|expected (string|number|boolean|object|array|one of|nonoptional)|received|unrecognized|too (big|small)|undefined|\bNaN\b|in JSON at|unexpected token|highlighted/i

function expectClear(body: unknown, fields?: string[]) {
  const { message, errors } = invalid.parse(body)
  expect(message).not.toMatch(libraryWords)
  expect(message).toMatch(/^\S+: \S.*\.$/s)
  for (const { field, message: text } of errors.slice(0, 10)) {
    expect(message).toContain(`${field}: `)
    expect(text).not.toMatch(libraryWords)
    expect(text).toMatch(/^\S.*\.$/s)
  }
  if (fields) expect(errors.map(({ field }) => field)).toEqual(fields)
}

type Schema = { $ref?: string; readOnly?: boolean; properties?: { [name: string]: Schema } }

function schemaOf(reference: Schema): Schema {
  const schemas: { [name: string]: Schema } = JSON.parse(
    JSON.stringify(openApiDocument.components?.schemas ?? {}),
  )
  return schemas[reference.$ref?.split('/').at(-1) ?? ''] ?? reference
}

const paths: {
  [path: string]: {
    [method: string]: {
      requestBody?: { content: { 'application/json': { schema: Schema } } }
      parameters?: { in: string; name: string }[]
    }
  }
} = JSON.parse(JSON.stringify(openApiDocument.paths))

const calls = Object.entries(paths).flatMap(([path, byMethod]) =>
  Object.entries(byMethod).map(([method, { requestBody, parameters = [] }]) => ({
    method: method.toUpperCase(),
    path,
    schema: requestBody?.content['application/json'].schema,
    query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
  })),
)

const person = () => ({
  firstName: 'Grace',
  lastName: 'Hopper',
  email: `${crypto.randomUUID()}@example.com`,
  password: make.PASSWORD,
})

function validBody(method: string, path: string): object {
  if (path.endsWith('/links')) return {}
  if (path.endsWith('second-factor-policy')) return { requirement: 'optional' }
  if (method === 'POST')
    return path === '/accounts' ? { externalId: crypto.randomUUID() } : person()
  return {}
}

describe.each(calls.filter(({ schema }) => schema))('$method $path', ({ method, path, schema }) => {
  const names = Object.entries(schemaOf(schema ?? {}).properties ?? {})
    .filter(([, { readOnly }]) => !readOnly)
    .map(([name]) => name)

  test.each(names)('says what is wrong with %s', async (name) => {
    for (const value of hostileValues) {
      const body = { ...validBody(method, path), [name]: value }
      const response = await api(`${method} ${fillPath(path)}`, body)
      expect([200, 400, 403, 409], JSON.stringify(response.body)).toContain(response.status)
      if (response.status === 400) expectClear(response.body)
    }
  })

  test('names an unknown field, with its path', async () => {
    const { status, body } = await api(`${method} ${fillPath(path)}`, {
      ...validBody(method, path),
      nickname: 1,
    })
    expect(status).toBe(400)
    expectClear(body, ['nickname'])
    expect(body).toMatchObject({ message: 'nickname: unknown field.' })
  })

  test('says that the JSON is malformed', async () => {
    const call = `${method} ${fillPath(path)}`
    for (const text of ['{"name":"A",}', '{\n "a": b\n}', '{"a":1', '']) {
      const { status, body } = await api(call, text, { 'Content-Type': 'application/json' })
      expect(status, text).toBe(400)
      expect(body, text).toMatchObject({ message: 'body: is not valid JSON.' })
    }
  })

  test('says that the body is no object', async () => {
    for (const text of ['null', '[]', '"text"', '7']) {
      const { body } = await api(`${method} ${fillPath(path)}`, text)
      expect(body).toMatchObject({ message: 'body: must be an object.' })
    }
  })
})

test.each(calls.filter(({ query }) => query.length > 0))(
  '$method $path says what is wrong with a query parameter',
  async ({ method, path, query }) => {
    for (const name of query) {
      for (const value of ['', 'x', '-1', '1.5', 'x'.repeat(5_000), '%00', "'"]) {
        const response = await api(`${method} ${fillPath(path)}?${name}=${value}`)
        expect([200, 400, 404]).toContain(response.status)
        if (response.status === 400) expectClear(response.body, [name])
      }
    }
  },
)

test.each([
  ['POST /accounts', {}, 'externalId: is required.'],
  ['POST /accounts', { externalId: ' ' }, 'externalId: is required.'],
  ['POST /accounts', { externalId: 7, name: '' }, 'externalId: must be text. name: is required.'],
  [
    'POST /organizations/users',
    { firstName: 'Ada' },
    'lastName: is required. email: is required. password: is required.',
  ],
  ['PUT /organizations/password-policies', { minLength: 7 }, 'minLength: must be from 8 to 100.'],
  [
    'PUT /organizations/password-policies',
    { minLength: 8.5, minSymbols: 11 },
    'minLength: must be a whole number. minSymbols: must be from 0 to 10.',
  ],
])('%s with %j is rejected with the message "%s"', async (call, body, message) => {
  const before = await make.databaseSnapshot()
  expect(await api(call, body)).toMatchObject({ status: 400, body: { message } })
  expect(await make.databaseSnapshot()).toBe(before)
})

test.each([
  [{}, 'roles[1].key: is required.'],
  [{ key: 'king' }, 'roles[1].key: unknown role. Use org-admin or admin.'],
])('a role is named with its position: %j', async (role, message) => {
  const roles = [{ key: 'admin' }, role]
  const { body } = await api('POST /organizations/users', { ...person(), roles })
  expect(body).toMatchObject({ message, errors: [{ field: 'roles[1].key' }] })
})
