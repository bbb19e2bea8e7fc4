import { beforeEach, describe, expect, test } from 'vitest'
import { accountBody } from '@/lib/api/account-body'
import { endpoints } from '@/lib/api/endpoints'
import { userWithSecretBody } from '@/lib/api/user-body'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'
import { API_PATH } from '@/lib/transport/api-path'

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
const countUsers = (email: string) => database().user.count({ where: { email } })
const countAccounts = (externalId: string) => database().account.count({ where: { externalId } })

async function expectError(
  status: number,
  call: string,
  body: unknown,
  headers: { [name: string]: string },
) {
  const before = await make.databaseSnapshot()
  const response = await api(call, body, headers)
  expect(response.status, JSON.stringify(response.body)).toBe(status)
  expect(await make.databaseSnapshot()).toBe(before)
  return response
}

describe('a repeated request', () => {
  test('returns the same response, with its secret, and creates one user', async () => {
    const [fields, headers] = [person(), keyed()]
    const first = await api(`POST ${users}`, fields, headers)
    const { secret } = userWithSecretBody.parse(first.body)
    const before = await make.databaseSnapshot()
    const again = await api(`POST ${users}`, fields, headers)
    expect(again).toMatchObject({ status: first.status, body: first.body })
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(userWithSecretBody.parse(again.body).secret).toBe(secret)
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await countUsers(fields.email)).toBe(1)
  })

  test('returns the same ETag', async () => {
    const [fields, headers] = [account(), keyed()]
    const first = await api('POST /accounts', fields, headers)
    const again = await api('POST /accounts', fields, headers)
    expect(first.headers.get('etag')).toMatch(/^"/)
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
  })

  test('20 times at once creates one account, and all get the same response', async () => {
    const [fields, headers] = [account(), keyed()]
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => api('POST /accounts', fields, headers)),
    )
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const bodies = new Set(responses.map(({ body }) => JSON.stringify(body)))
    expect(bodies.size).toBe(1)
    expect(await countAccounts(fields.externalId)).toBe(1)
    expect(await stored()).toHaveLength(1)
  })

  test('20 times at once creates one user with one secret', async () => {
    const [fields, headers] = [person(), keyed()]
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => api(`POST ${users}`, fields, headers)),
    )
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const secrets = new Set(responses.map(({ body }) => userWithSecretBody.parse(body).secret))
    expect(secrets.size).toBe(1)
    expect(await countUsers(fields.email)).toBe(1)
  })

  test('runs again after it failed', async () => {
    const [fields, headers] = [account(), keyed()]
    const { body } = await api('POST /accounts', fields)
    await expectError(409, 'POST /accounts', fields, headers)
    expect(await stored()).toEqual([])
    await api(`DELETE /accounts/${accountBody.parse(body).id}`)
    expect((await api('POST /accounts', fields, headers)).status).toBe(200)
  })

  test('runs again a day later', async () => {
    const [fields, headers] = [account(), keyed()]
    const { body } = await api('POST /accounts', fields, headers)
    const [row] = await stored()
    if (!row) expect.fail('no response was stored')
    await database().idempotencyKey.deleteMany({ where: { userId: home.userId } })
    const createdAt = new Date(Date.now() - 86_400_001)
    await database().idempotencyKey.create({ data: { ...row, createdAt } })
    await api(`DELETE /accounts/${accountBody.parse(body).id}`)
    const again = await api('POST /accounts', fields, headers)
    expect(again.status).toBe(200)
    expect(accountBody.parse(again.body).id).not.toBe(accountBody.parse(body).id)
    expect(await stored()).toHaveLength(1)
  })

  test('fails with 409 after the User Secret was reset, and does not run twice', async () => {
    const [fields, headers] = [account(), keyed()]
    await api('POST /accounts', fields, headers)
    const reset = await api(`PUT /users/${home.userId}/secret`)
    const { secret: userSecret } = userWithSecretBody.parse(reset.body)
    const renewed = apiClient(endpoints, { ...home, userSecret })
    const before = await make.databaseSnapshot()
    const again = await renewed('POST /accounts', fields, headers)
    expect(again.status, JSON.stringify(again.body)).toBe(409)
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('the same Idempotency-Key', () => {
  test('with another body or path fails with 409', async () => {
    const [fields, headers] = [account(), keyed()]
    await api('POST /accounts', fields, headers)
    await expectError(409, 'POST /accounts', account(), headers)
    await expectError(409, 'POST /accounts', { ...fields, name: 'Other' }, headers)
    await expectError(409, `POST ${users}`, person(), headers)
  })

  test('can be used by every caller', async () => {
    const headers = keyed()
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true })
    const foreign = await make.organization()
    for (const secrets of [home, caller, foreign]) {
      const fields = account()
      const { body } = await apiClient(endpoints, secrets)('POST /accounts', fields, headers)
      expect(body).toMatchObject(fields)
    }
  })

  test('does not help a caller who lost the role', async () => {
    const caller = await make.apiUser(home, home.accountId, { orgAdmin: true })
    const callerApi = apiClient(endpoints, caller)
    const [fields, headers] = [person(), keyed()]
    expect((await callerApi(`POST ${users}`, fields, headers)).status).toBe(200)
    await api(`DELETE /users/${caller.id}/roles/org-admin`)
    expect((await callerApi(`POST ${users}`, fields, headers)).status).toBe(401)
  })
})

test('the stored response reveals no key, secret or password', async () => {
  const [fields, key] = [person(), crypto.randomUUID()]
  const { body } = await api(`POST ${users}`, fields, keyed(key))
  const { secret } = userWithSecretBody.parse(body)
  const [row] = await stored()
  if (!row) expect.fail('no response was stored')
  const readable = JSON.stringify({ ...row, body: Buffer.from(row.body).toString('latin1') })
  for (const hidden of [secret, key, fields.password, fields.email, 'Hopper']) {
    expect(readable).not.toContain(hidden)
  }
  // With a plain hash of the body, a reader of the table could guess the password in it.
  const text = JSON.stringify(fields)
  const plainHashes = [text, JSON.stringify([`${API_PATH}${users}`, text])].map(hashToken)
  expect(plainHashes).not.toContain(row.fingerprint)
})

test.each(['', ' ', 'two words', 'x'.repeat(201), 'é', 'a\tb'])(
  'Idempotency-Key: %s is rejected with 400',
  async (key) => {
    const { body } = await expectError(400, 'POST /accounts', account(), keyed(key))
    expect(body).toMatchObject({ errors: [{ field: 'Idempotency-Key' }] })
  },
)
