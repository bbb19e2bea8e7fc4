import { beforeEach, describe, expect, test } from 'vitest'
import { accountBody } from '@/lib/api/account-body'
import { endpoints } from '@/lib/api/endpoints'
import { userWithSecretBody } from '@/lib/api/user-body'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'
import { BASE } from '@/lib/transport/api-base'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
beforeEach(async () => {
  home = await make.organization()
  api = apiClient(endpoints, home)
})

const users = '/organizations/users'
const person = () => ({
  firstName: 'Grace',
  lastName: 'Hopper',
  email: `${crypto.randomUUID()}@example.com`,
  password: make.PASSWORD,
})
const account = () => ({ externalId: crypto.randomUUID() })
const keyed = (key: string = crypto.randomUUID()) => ({ 'Idempotency-Key': key })
const stored = () => database().idempotencyKey.findMany({ where: { userId: home.userId } })
const usersOf = (email: string) => database().user.count({ where: { email } })
const accountsOf = (externalId: string) => database().account.count({ where: { externalId } })

async function expectRefusal(
  status: number,
  call: string,
  body: unknown,
  headers: { [name: string]: string },
) {
  const before = await make.databaseSnapshot()
  const answer = await api(call, body, headers)
  expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  expect(await make.databaseSnapshot()).toBe(before)
  return answer
}

describe('a request that is sent again', () => {
  test('is answered alike, secret included, and makes one user', async () => {
    const [given, headers] = [person(), keyed()]
    const first = await api(`POST ${users}`, given, headers)
    const { secret } = userWithSecretBody.parse(first.body)
    const before = await make.databaseSnapshot()
    const again = await api(`POST ${users}`, given, headers)
    expect(again).toMatchObject({ status: first.status, body: first.body })
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(userWithSecretBody.parse(again.body).secret).toBe(secret)
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await usersOf(given.email)).toBe(1)
  })

  test('is answered with the same ETag', async () => {
    const [given, headers] = [account(), keyed()]
    const first = await api('POST /accounts', given, headers)
    const again = await api('POST /accounts', given, headers)
    expect(first.headers.get('etag')).toMatch(/^"/)
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
  })

  test('20 times at once makes one account, and all hear the same', async () => {
    const [given, headers] = [account(), keyed()]
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api('POST /accounts', given, headers)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const bodies = new Set(answers.map(({ body }) => JSON.stringify(body)))
    expect(bodies.size).toBe(1)
    expect(await accountsOf(given.externalId)).toBe(1)
    expect(await stored()).toHaveLength(1)
  })

  test('20 times at once makes one user with one secret', async () => {
    const [given, headers] = [person(), keyed()]
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api(`POST ${users}`, given, headers)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const secrets = new Set(answers.map(({ body }) => userWithSecretBody.parse(body).secret))
    expect(secrets.size).toBe(1)
    expect(await usersOf(given.email)).toBe(1)
  })

  test('after it was refused is tried anew', async () => {
    const [given, headers] = [account(), keyed()]
    const { body } = await api('POST /accounts', given)
    await expectRefusal(409, 'POST /accounts', given, headers)
    expect(await stored()).toEqual([])
    await api(`DELETE /accounts/${accountBody.parse(body).id}`)
    expect((await api('POST /accounts', given, headers)).status).toBe(200)
  })

  test('a day later is done anew', async () => {
    const [given, headers] = [account(), keyed()]
    const { body } = await api('POST /accounts', given, headers)
    const [row] = await stored()
    if (!row) expect.fail('nothing was kept')
    await database().idempotencyKey.deleteMany({ where: { userId: home.userId } })
    const createdAt = new Date(Date.now() - 86_400_001)
    await database().idempotencyKey.create({ data: { ...row, createdAt } })
    await api(`DELETE /accounts/${accountBody.parse(body).id}`)
    const again = await api('POST /accounts', given, headers)
    expect(again.status).toBe(200)
    expect(accountBody.parse(again.body).id).not.toBe(accountBody.parse(body).id)
    expect(await stored()).toHaveLength(1)
  })

  test('by whoever got a new secret meanwhile is refused in words, not done twice', async () => {
    const [given, headers] = [account(), keyed()]
    await api('POST /accounts', given, headers)
    const reset = await api(`PUT /users/${home.userId}/secret`)
    const { secret: userSecret } = userWithSecretBody.parse(reset.body)
    const renewed = apiClient(endpoints, { ...home, userSecret })
    const before = await make.databaseSnapshot()
    const again = await renewed('POST /accounts', given, headers)
    expect(again.status, JSON.stringify(again.body)).toBe(409)
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('the same key', () => {
  test('with another body or at another path is refused with 409', async () => {
    const [given, headers] = [account(), keyed()]
    await api('POST /accounts', given, headers)
    await expectRefusal(409, 'POST /accounts', account(), headers)
    await expectRefusal(409, 'POST /accounts', { ...given, name: 'Other' }, headers)
    await expectRefusal(409, `POST ${users}`, person(), headers)
  })

  test('is free for every other caller', async () => {
    const headers = keyed()
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true })
    const foreign = await make.organization()
    for (const secrets of [home, caller, foreign]) {
      const given = account()
      const { body } = await apiClient(endpoints, secrets)('POST /accounts', given, headers)
      expect(body).toMatchObject(given)
    }
  })

  test('opens nothing to whom was demoted meanwhile', async () => {
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true })
    const theirs = apiClient(endpoints, caller)
    const [given, headers] = [person(), keyed()]
    expect((await theirs(`POST ${users}`, given, headers)).status).toBe(200)
    await api(`DELETE /users/${caller.id}/roles/org-admin`)
    expect((await theirs(`POST ${users}`, given, headers)).status).toBe(401)
  })
})

test('the table tells neither key nor secret nor password, nor lets one be guessed', async () => {
  const [given, key] = [person(), crypto.randomUUID()]
  const { body } = await api(`POST ${users}`, given, keyed(key))
  const { secret } = userWithSecretBody.parse(body)
  const [row] = await stored()
  if (!row) expect.fail('nothing was kept')
  const readable = JSON.stringify({ ...row, body: Buffer.from(row.body).toString('latin1') })
  for (const hidden of [secret, key, given.password, given.email, 'Hopper']) {
    expect(readable).not.toContain(hidden)
  }
  // A fast hash of a body with a password in it lets whoever reads the table try passwords.
  const text = JSON.stringify(given)
  const guesses = [text, JSON.stringify([`${BASE}${users}`, text])].map(hashToken)
  expect(guesses).not.toContain(row.fingerprint)
})

test.each(['', ' ', 'two words', 'x'.repeat(201), 'é', 'a\tb'])(
  'the key “%s” is refused with 400 that names the header',
  async (key) => {
    const { body } = await expectRefusal(400, 'POST /accounts', account(), keyed(key))
    expect(body).toMatchObject({ errors: [{ field: 'Idempotency-Key' }] })
  },
)
