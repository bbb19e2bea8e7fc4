import { beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
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
      .replace('{id}', String(accountId))
      .replace('{idOrEmail}', String(path.startsWith('/organizations') ? colleague.id : user.id))
      .replace('{key}', 'admin')
})

const person = { firstName: 'A', lastName: 'B', email: 'a@b.example', password: make.PASSWORD }

/** A valid body, and a field of it that holds text or a whole number. */
function validBody(method: string, path: string): { body: object; field: string } {
  if (path.endsWith('password-policies')) {
    return { body: { minSymbols: 1 }, field: 'symbolCharacterSet' }
  }
  if (path.endsWith('session-policy')) return { body: { idleMinutes: 10 }, field: 'idleMinutes' }
  if (path.endsWith('second-factor-policy')) {
    return { body: { requirement: 'optional' }, field: 'requirement' }
  }
  if (path.endsWith('/links')) return { body: {}, field: 'purpose' }
  if (path === '/organizations/me') return { body: { name: 'Acme' }, field: 'name' }
  if (path === '/accounts') return { body: { externalId: 'X' }, field: 'name' }
  if (path.startsWith('/accounts/{id}') && !path.includes('users')) {
    return { body: { description: 'Changed' }, field: 'name' }
  }
  return { body: method === 'POST' ? person : { country: 'Changed' }, field: 'city' }
}

const bodyEndpoints = Object.entries(endpoints).flatMap(([path, byMethod]) =>
  Object.entries(byMethod)
    .filter(([, endpoint]) => endpoint.body)
    .map(([method]) => ({ method, path, ...validBody(method, path) })),
)

async function expectError(
  status: number,
  call: string,
  body: unknown,
  headers: { [name: string]: string } = {},
) {
  const before = await make.databaseSnapshot()
  const response = await api(call, body, headers)
  expect(response.status, JSON.stringify(response.body)).toBe(status)
  expect(response.body).toMatchObject({
    requestId: expect.any(String),
    message: expect.stringMatching(/\.$/),
  })
  expect(await make.databaseSnapshot()).toBe(before)
  return response
}

describe.each(bodyEndpoints)('$method $path', ({ method, path, body, field }) => {
  const call = () => `${method} ${fillPath(path)}`

  test('rejects other content types with 415', async () => {
    const text = JSON.stringify(body)
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/json',
      'application/jsonp',
      'application/json-patch+json',
      'json',
      ' ',
    ]
    for (const type of types) await expectError(415, call(), text, { 'Content-Type': type })
  })

  test('rejects malformed JSON with 400', async () => {
    const malformed = [
      '',
      ' ',
      '{',
      '{"a":1,}',
      "{'a': 1}",
      'undefined',
      'NaN',
      '{"a":1}{"a":1}',
      'name=a',
      '[1',
      '"\\u00"',
      '{"a":"\u0001"}',
    ]
    for (const text of malformed) {
      const response = await expectError(400, call(), text)
      expect(response.body, text).toMatchObject({ errors: [{ field: expect.any(String) }] })
    }
  })

  test('rejects JSON that is not an object with 400', async () => {
    for (const text of ['null', '[]', '"text"', '7', 'true', '[{}]']) {
      await expectError(400, call(), text)
    }
  })

  test('rejects deeply nested JSON with 400', async () => {
    const array = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
    await expectError(400, call(), array)
    await expectError(400, call(), `{"${field}":${array}}`)
    await expectError(400, call(), `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)
  })

  test('rejects more than 64 KB with 413', async () => {
    const text = JSON.stringify({ ...body, [field]: 'x'.repeat(64 * 1024) })
    await expectError(413, call(), text)
    await expectError(400, call(), `${JSON.stringify(body)}${' '.repeat(60_000)}x`)
  })

  test('rejects an unknown field and names it', async () => {
    const unknownFields = ['unknown', 'organizationId', 'version', 'passwordHash', 'constructor']
    for (const key of unknownFields) {
      const response = await expectError(400, call(), { ...body, [key]: 1 })
      expect(response.body, key).toMatchObject({ errors: [{ field: key }] })
    }
  })

  test('rejects __proto__ like any unknown field', async () => {
    const text = JSON.stringify({ ...body, PROTO: { active: true } }).replace('PROTO', '__proto__')
    await expectError(400, call(), text)
  })

  test.each([
    ['a fraction', 7.5],
    ['a list', ['x']],
    ['an object of Prisma', { contains: '' }],
    ['a NUL', 'a\0b'],
    ['a lone surrogate', 'a\uD800'],
    ['a bidirectional override', 'a\u202Eb'],
    ['9,000 characters', 'x'.repeat(9_000)],
  ])('rejects %s in a field and names it', async (_, value) => {
    const response = await expectError(400, call(), { ...body, [field]: value })
    expect(response.body).toMatchObject({ errors: [{ field }] })
  })
})

test.each(Object.entries(endpoints))(
  '%s lists its methods for every other one: 405',
  async (path, byMethod) => {
    const isSupported = (method: string) => Object.keys(byMethod).includes(method)
    const unsupported = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
      (name) => !isSupported(name),
    )
    for (const method of unsupported) {
      const before = await make.databaseSnapshot()
      const { status, headers } = await api(`${method} ${fillPath(path)}`, undefined)
      expect(status).toBe(405)
      expect(headers.get('allow')?.split(', ').toSorted()).toEqual(Object.keys(byMethod).toSorted())
      expect(await make.databaseSnapshot()).toBe(before)
    }
  },
)

test.each([
  '',
  '/',
  '/accounts//',
  '/Accounts',
  '/accounts//users',
  '/accounts/1/users/2/3',
  '/%',
  '/users//',
  '/organizations',
  '/organizations/you',
  '/users/%ED%A0%80',
  '/users/%00',
  '/users/a%2Fb',
  '/accounts/%00',
  '/accounts/{id}',
  `/users/${'x'.repeat(5_000)}`,
  '/constructor',
  '/__proto__',
])('%s is not found', async (path) => {
  const before = await make.databaseSnapshot()
  const { status, body } = await api(`GET ${path}`)
  expect(status).toBe(404)
  expect(body).toMatchObject({ requestId: expect.any(String), message: expect.any(String) })
  expect(await make.databaseSnapshot()).toBe(before)
})
