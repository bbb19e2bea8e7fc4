import { beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { database } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'

type Home = Awaited<ReturnType<typeof make.organization>>
type Fields = Parameters<typeof make.apiUser>[2]

let home: Home
let foreign: Home
let customer: number
let victim: { id: number; email: string }
let filled: (path: string) => string
beforeAll(async () => {
  home = await make.organization('Acme')
  foreign = await make.organization('Other')
  customer = (await make.account(home.organizationId)).id
  victim = await make.user({ ...home, accountId: customer })
  filled = (path) =>
    path
      .replace('{id}', String(customer))
      .replace('{idOrEmail}', String(victim.id))
      .replace('{key}', 'admin')
})

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const unknown = ['', '/', '/nothing', '/accounts/1/nothing', '/users/1/2/3', '/%ff', '/openapi']
const known = Object.entries(endpoints).flatMap(([path, byMethod]) =>
  Object.keys(byMethod).map((method) => ({ method, path })),
)
const bodyFor = (method: string) => (['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined)

/** Whatever can be called, and what cannot. */
function calls(): string[] {
  const paths = [...Object.keys(endpoints).map(filled), ...unknown]
  return paths.flatMap((path) => methods.map((method) => `${method} ${path}`))
}

const refused = {
  requestId: 'test',
  message: expect.stringContaining('Send the secrets of an organization administrator'),
}

async function expectNothing(headers: { [name: string]: string }) {
  const before = await make.databaseSnapshot()
  for (const call of calls()) {
    const answer = await make.callApi(endpoints, call, bodyFor(call.split(' ')[0] ?? ''), headers)
    expect({ call, status: answer.status }).toEqual({ call, status: 401 })
    expect(answer.body, call).toEqual(refused)
    expect(answer.headers.get('allow'), call).toBeNull()
  }
  expect(await make.databaseSnapshot()).toBe(before)
}

const secretsOf = ({ userSecret, organizationSecret }: make.Secrets) => ({
  Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
})

describe('every path and every method is closed', () => {
  test('without secrets', () => expectNothing({}))

  test('to secrets that nobody has', () =>
    expectNothing(secretsOf({ userSecret: 'A'.repeat(43), organizationSecret: 'B'.repeat(43) })))

  test('to the user of one organization with the secret of another', async () => {
    await expectNothing(secretsOf({ ...home, userSecret: foreign.userSecret }))
    await expectNothing(secretsOf({ ...home, organizationSecret: foreign.organizationSecret }))
  })

  test('to the two secrets the other way round', () =>
    expectNothing(
      secretsOf({ userSecret: home.organizationSecret, organizationSecret: home.userSecret }),
    ))

  test('to an administrator who is inactive', async () => {
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true, active: false })
    await expectNothing(secretsOf(caller))
  })

  test('to a user of an account that is inactive', async () => {
    const { id } = await make.account(home.organizationId)
    const caller = await make.apiUser(home, id)
    await make.api(endpoints, home)(`DELETE /accounts/${id}`)
    await expectNothing(secretsOf(caller))
  })

  test('to a session of the console', async () => {
    const token = await make.createSession(home.userId)
    await expectNothing({ Cookie: `session=${token}; next-auth.session-token=${token}` })
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
])('the header “%s” is no pair of secrets', async (pattern) => {
  const { userSecret, organizationSecret } = home
  const Authorization = pattern.replaceAll('{u}', userSecret).replace('{o}', organizationSecret)
  const before = await make.databaseSnapshot()
  const answer = await make.callApi(endpoints, 'DELETE /users/1', undefined, { Authorization })
  expect(answer).toMatchObject({ status: 401, body: refused })
  expect(await make.databaseSnapshot()).toBe(before)
})

test.each([
  'User {u}, Organization {o}',
  'Organization {o}, User {u}',
  'user {u},organization {o}',
  '  User   {u} ,  Organization   {o}  ',
])('the header “%s” is one', async (pattern) => {
  const { userSecret, organizationSecret } = home
  const Authorization = pattern.replace('{u}', userSecret).replace('{o}', organizationSecret)
  const answer = await make.callApi(endpoints, 'GET /organizations/me', undefined, {
    Authorization,
  })
  expect(answer.status).toBe(200)
})

const callers: [string, (accountId: number) => number, Fields][] = [
  ['an organization user', () => home.accountId, {}],
  ['an account admin of the default account', () => home.accountId, { accountAdmin: true }],
  ['a default user', (id) => id, {}],
  ['an account admin', (id) => id, { accountAdmin: true }],
]

describe.each(callers)('to %s', (_, placeOf, fields) => {
  test('everything is closed, and each refusal of a call that exists is noted', async () => {
    const caller = await make.apiUser(home, placeOf(customer), fields)
    const noted = await make.countDenied(home.organizationId)
    await expectNothing(secretsOf(caller))
    const heads = known.filter(({ method }) => method === 'GET').length
    expect(await make.countDenied(home.organizationId)).toBe(noted + known.length + heads)
    const [last] = await database().auditEvent.findMany({
      where: { organizationId: home.organizationId, outcome: 'refused' },
      orderBy: { seq: 'desc' },
      take: 1,
    })
    expect(last).toMatchObject({ actorId: caller.id, requestId: 'test', address: '192.0.2.1' })
    expect(JSON.stringify(last)).not.toContain(caller.userSecret)
  })
})

test('to whom was demoted a moment ago everything is closed', async () => {
  const caller = await make.apiUser(home, home.accountId, { orgAdmin: true })
  const theirs = make.api(endpoints, caller)
  expect((await theirs('GET /users')).status).toBe(200)
  await database().user.update({ where: { id: caller.id }, data: { orgAdmin: false } })
  await expectNothing(secretsOf(caller))
})

describe('another organization’s records are answered exactly as unknown ones', () => {
  const places = Object.entries(endpoints)
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

  test.each(places)('$method $path', async ({ method, path }) => {
    const account = await make.account(foreign.organizationId)
    const theirs = await make.user({ ...foreign, accountId: account.id })
    const body =
      bodies[`${method} ${path}`] ?? (method === 'PATCH' ? { city: 'X' } : bodyFor(method))
    const api = make.api(endpoints, home)
    const ask = (id: unknown, ref: unknown) =>
      api(
        `${method} ${path}`
          .replace('{id}', String(id))
          .replace('{idOrEmail}', String(ref))
          .replace('{key}', 'admin'),
        body,
      )
    const before = await make.databaseSnapshot()
    const nobody = await ask(2_000_000_000, 2_000_000_000)
    expect(nobody.status).toBe(404)
    const attempts: [unknown, unknown][] = [
      ...[theirs.id, theirs.email].flatMap((ref): [unknown, unknown][] => [
        [account.id, ref],
        [path.includes('{idOrEmail}') ? customer : account.id, ref],
      ]),
      [path.includes('{idOrEmail}') ? customer : foreign.accountId, foreign.email],
    ]
    for (const [id, ref] of attempts) {
      const { headers, ...said } = await ask(id, ref)
      expect(said).toEqual({ status: 404, body: nobody.body })
      expect([...headers]).toEqual([...nobody.headers])
    }
    expect(await make.databaseSnapshot()).toBe(before)
  })
})
