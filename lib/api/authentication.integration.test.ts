import { beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { database, databasePool } from '@/lib/db/client'
import { type ApiResponse, apiClient, callApi, type Secrets } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

type Home = Awaited<ReturnType<typeof make.organization>>
type Fields = Parameters<typeof make.apiUser>[2]

let home: Home
let foreign: Home
let customerAccountId: number
let fillPath: (path: string) => string
beforeAll(async () => {
  home = await make.organization('Acme')
  foreign = await make.organization('Other')
  customerAccountId = (await make.account(home.organizationId)).id
  const user = await make.user({ ...home, accountId: customerAccountId })
  fillPath = (path) =>
    path
      .replace('{id}', String(customerAccountId))
      .replace('{idOrEmail}', String(user.id))
      .replace('{key}', 'admin')
})

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const unknownPaths = ['', '/', '/nothing', '/accounts/1/nothing', '/users/1/2', '/%ff', '/openapi']
const known = Object.entries(endpoints).flatMap(([path, byMethod]) =>
  Object.entries(byMethod).map(([method, { operation }]) => ({
    call: `${method} ${path}`,
    method,
    operation,
  })),
)
const bodyFor = (method: string) => (['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined)

/** Every method of every path, and of paths that do not exist. */
function allCalls(): string[] {
  const paths = [...Object.keys(endpoints).map(fillPath), ...unknownPaths]
  return paths.flatMap((path) => methods.map((method) => `${method} ${path}`))
}

const unauthenticated = {
  requestId: expect.any(String),
  message: expect.stringContaining('Send the secrets of an organization administrator'),
}

async function expectAllUnauthenticated(headers: { [name: string]: string }) {
  const before = await make.databaseSnapshot()
  for (const call of allCalls()) {
    const body = bodyFor(call.split(' ')[0] ?? '')
    const response = await callApi(endpoints, call, body, headers)
    expect({ call, status: response.status }).toEqual({ call, status: 401 })
    expect(response.body, call).toEqual(unauthenticated)
    expect(response.headers.get('allow'), call).toBeNull()
  }
  expect(await make.databaseSnapshot()).toBe(before)
}

const authorization = ({ userSecret, organizationSecret }: Secrets) => ({
  Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
})

describe('every method of every path answers 401', () => {
  test('without secrets', () => expectAllUnauthenticated({}))

  test('with unknown secrets', () =>
    expectAllUnauthenticated(
      authorization({ userSecret: 'A'.repeat(43), organizationSecret: 'B'.repeat(43) }),
    ))

  test('with a user of one organization and the secret of another', async () => {
    const { userSecret, organizationSecret } = foreign
    await expectAllUnauthenticated(authorization({ ...home, userSecret }))
    await expectAllUnauthenticated(authorization({ ...home, organizationSecret }))
  })

  test('with the two secrets swapped', () =>
    expectAllUnauthenticated(
      authorization({ userSecret: home.organizationSecret, organizationSecret: home.userSecret }),
    ))

  test('to an inactive administrator', async () => {
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true, active: false })
    await expectAllUnauthenticated(authorization(caller))
  })

  test('to a user of an inactive account', async () => {
    const { id } = await make.account(home.organizationId)
    const caller = await make.apiUser(home, id)
    await apiClient(endpoints, home)(`DELETE /accounts/${id}`)
    await expectAllUnauthenticated(authorization(caller))
  })

  test('to a session of the console', async () => {
    const token = await make.createSession(home.userId)
    await expectAllUnauthenticated({
      Cookie: `session=${token}; next-auth.session-token=${token}`,
    })
  })

  test('to an administrator who has just lost the role', async () => {
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true })
    const callerApi = apiClient(endpoints, caller)
    expect((await callerApi('GET /users')).status).toBe(200)
    await database().user.update({ where: { id: caller.id }, data: { orgAdmin: false } })
    await expectAllUnauthenticated(authorization(caller))
  })
})

test.each([
  '',
  'User',
  'User x',
  'Bearer x',
  'Organization x',
  'User , Organization ',
  'User {u}',
  'Organization {o}',
  'User {u} Organization {o}',
  'User {u}; Organization {o}',
  '{u}, {o}',
  'User={u}, Organization={o}',
  'Basic {u}, Organization {o}',
  "User {u}' OR 1=1, Organization {o}",
  'User {u}{u}{u}{u}{u}{u}, Organization {o}',
])('Authorization: %s is rejected', async (pattern) => {
  const { userSecret, organizationSecret } = home
  const Authorization = pattern.replaceAll('{u}', userSecret).replace('{o}', organizationSecret)
  const before = await make.databaseSnapshot()
  const response = await callApi(endpoints, 'DELETE /users/1', undefined, { Authorization })
  expect(response).toMatchObject({ status: 401, body: unauthenticated })
  expect(await make.databaseSnapshot()).toBe(before)
})

test.each([
  'User {u}, Organization {o}',
  'Organization {o}, User {u}',
  'user {u},organization {o}',
  '  User   {u} ,  Organization   {o}  ',
])('Authorization: %s is accepted', async (pattern) => {
  const { userSecret, organizationSecret } = home
  const Authorization = pattern.replace('{u}', userSecret).replace('{o}', organizationSecret)
  const response = await callApi(endpoints, 'GET /organizations/me', undefined, {
    Authorization,
  })
  expect(response.status).toBe(200)
})

const callers: [string, (accountId: number) => number, Fields][] = [
  ['an organization user', () => home.accountId, {}],
  ['an account admin of the default account', () => home.accountId, { accountAdmin: true }],
  ['a default user', (id) => id, {}],
  ['an account admin', (id) => id, { accountAdmin: true }],
]

describe.each(callers)('%s', (_, accountOf, fields) => {
  test('gets 401 everywhere, and 30 calls of a minute are audited', async () => {
    const caller = await make.apiUser(home, accountOf(customerAccountId), fields)
    const deniedBefore = await make.countDenied(home.organizationId)
    await expectAllUnauthenticated(authorization(caller))
    expect(await make.countDenied(home.organizationId)).toBe(deniedBefore + 30)
    const [last] = await database().auditEvent.findMany({
      where: { organizationId: home.organizationId, outcome: 'refused' },
      orderBy: { seq: 'desc' },
      take: 1,
    })
    expect(last).toMatchObject({
      actorId: caller.id,
      requestId: expect.any(String),
      address: '192.0.2.1',
    })
    expect(JSON.stringify(last)).not.toContain(caller.userSecret)
  })
})

describe('the audit of a denied call', () => {
  test.each(known)('$call names its permission', async ({ call, method, operation }) => {
    const caller = await make.apiUser(home, customerAccountId)
    const callerApi = apiClient(endpoints, caller)
    const { status } = await callerApi(fillPath(call), bodyFor(method))
    expect(status).toBe(401)
    const event = await database().auditEvent.findFirstOrThrow({ where: { actorId: caller.id } })
    const { name, permission } = operation
    expect(event).toMatchObject({ operation: name, detail: JSON.stringify({ permission }) })
  })

  test('answers 503 if it cannot be written, and not 401', async () => {
    const caller = await make.apiUser(home, customerAccountId)
    const connection = await databasePool().connect()
    await connection.query('BEGIN')
    await connection.query('SELECT FROM audit_heads WHERE organization_id = $1 FOR UPDATE', [
      home.organizationId,
    ])
    const before = await make.databaseSnapshot()
    const response = await apiClient(endpoints, caller)('GET /users')
    await connection.query('ROLLBACK')
    connection.release()
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('2')
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('a record of another organization is answered like an unknown one', () => {
  const recordEndpoints = Object.entries(endpoints)
    .filter(([path]) => path.includes('{'))
    .flatMap(([path, byMethod]) => Object.keys(byMethod).map((method) => ({ method, path })))

  const bodies: { [call: string]: object } = {
    'POST /accounts/{id}/users': {
      firstName: 'A',
      lastName: 'B',
      email: 'new@example.com',
      password: make.PASSWORD,
    },
    'PATCH /accounts/{id}': { name: 'Taken' },
    'PUT /accounts/{id}': { active: false },
  }

  const withoutRequestId = ({ status, body, headers }: ApiResponse) => ({
    status,
    body: { ...Object(body), requestId: '' },
    headers: [...headers].filter(([name]) => name !== 'elements-request-id'),
  })

  test.each(recordEndpoints)('$method $path', async ({ method, path }) => {
    const account = await make.account(foreign.organizationId)
    const foreignUser = await make.user({ ...foreign, accountId: account.id })
    const body =
      bodies[`${method} ${path}`] ?? (method === 'PATCH' ? { city: 'X' } : bodyFor(method))
    const api = apiClient(endpoints, home)
    const call = (id: unknown, idOrEmail: unknown) =>
      api(
        `${method} ${path}`
          .replace('{id}', String(id))
          .replace('{accountId}', String(id))
          .replace('{idOrEmail}', String(idOrEmail))
          .replace('{key}', 'admin'),
        body,
      )
    const before = await make.databaseSnapshot()
    const unknown = await call(2_000_000_000, 2_000_000_000)
    expect(unknown.status).toBe(404)
    const attempts: [unknown, unknown][] = [
      ...[foreignUser.id, foreignUser.email].flatMap((ref): [unknown, unknown][] => [
        [account.id, ref],
        [path.includes('{idOrEmail}') ? customerAccountId : account.id, ref],
      ]),
      [path.includes('{idOrEmail}') ? customerAccountId : foreign.accountId, foreign.email],
    ]
    for (const [id, ref] of attempts) {
      expect(withoutRequestId(await call(id, ref))).toEqual(withoutRequestId(unknown))
    }
    expect(await make.databaseSnapshot()).toBe(before)
  })
})
