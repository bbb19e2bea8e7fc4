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

const today = () => new Date().toISOString().slice(0, 10)
const uniqueId = () => crypto.randomUUID()

async function createAccount(body: object = { externalId: uniqueId() }) {
  return accountBody.parse((await api('POST /accounts', body)).body)
}

async function expectError(status: number, call: string, body?: unknown) {
  const before = await make.databaseSnapshot()
  const response = await api(call, body)
  expect(response.status, JSON.stringify(response.body)).toBe(status)
  expect(await make.databaseSnapshot()).toBe(before)
  return response
}

describe('POST /accounts', () => {
  test('returns the account; its name and description default to the external ID', async () => {
    const { status, headers, body } = await api('POST /accounts', { externalId: 'CUST-1' })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toEqual({
      id: expect.any(Number),
      companyId: home.organizationId,
      active: true,
      name: 'CUST-1',
      description: 'CUST-1',
      externalId: 'CUST-1',
      createdDate: today(),
      updatedDate: today(),
      defaultAccount: false,
      type: 'CompanyAccount',
    })
  })

  test('uses the name and the description in the body', async () => {
    const fields = { externalId: uniqueId(), name: 'Café', description: 'Two\nlines' }
    expect(await createAccount(fields)).toMatchObject(fields)
  })

  test('shortens a long external ID for the default name', async () => {
    const externalId = '🦊'.repeat(100)
    expect(await createAccount({ externalId })).toMatchObject({
      name: '🦊'.repeat(80),
      description: externalId,
      externalId,
    })
  })

  test('rejects the external ID of another active account with 409', async () => {
    const { externalId } = await createAccount()
    await expectError(409, 'POST /accounts', { externalId })
  })

  test.each([
    ['a body without an external ID', {}, 'externalId'],
    ['an empty external ID', { externalId: ' ' }, 'externalId'],
    ['an external ID of 101 characters', { externalId: 'x'.repeat(101) }, 'externalId'],
    ['a name of 81 characters', { externalId: 'x', name: 'x'.repeat(81) }, 'name'],
    ['a description that is a number', { externalId: 'x', description: 1 }, 'description'],
  ])('rejects %s with 400 and names the field', async (_, body, field) => {
    const response = await expectError(400, 'POST /accounts', body)
    const errors = [{ field, message: expect.stringMatching(/\w.*\.$/) }]
    expect(response.body).toEqual({
      requestId: expect.any(String),
      message: expect.any(String),
      errors,
    })
  })
})

describe('GET /accounts/{id}', () => {
  test('returns an account, also an inactive one', async () => {
    const account = await createAccount()
    expect((await api(`GET /accounts/${account.id}`)).body).toEqual(account)
    await api(`DELETE /accounts/${account.id}`)
    const { status, body } = await api(`GET /accounts/${account.id}`)
    expect(status).toBe(200)
    expect(body).toEqual({ ...account, active: false })
  })

  test('marks the default account', async () => {
    expect((await api(`GET /accounts/${home.accountId}`)).body).toMatchObject({
      defaultAccount: true,
      type: 'Default',
      active: true,
    })
  })
})

describe.each(['PATCH', 'PUT'])('%s /accounts/{id}', (method) => {
  test('changes only the fields in the body', async () => {
    const account = await createAccount({
      externalId: uniqueId(),
      name: 'Old',
      description: 'Kept',
    })
    const { status, body } = await api(`${method} /accounts/${account.id}`, { name: 'New' })
    expect(status).toBe(200)
    expect(body).toEqual({ ...account, name: 'New' })
    const others = { description: 'Other', externalId: uniqueId() }
    expect((await api(`${method} /accounts/${account.id}`, others)).body).toMatchObject(others)
    expect((await api(`GET /accounts/${account.id}`)).body).toMatchObject({
      name: 'New',
      ...others,
    })
  })

  test('accepts a whole account and ignores its read-only fields', async () => {
    const account = await createAccount()
    const sent = { ...account, name: 'New', id: 1, companyId: 1, createdDate: '2001-01-01' }
    const { body } = await api(`${method} /accounts/${account.id}`, sent)
    expect(body).toEqual({ ...account, name: 'New' })
  })

  test('changes nothing for an empty body', async () => {
    const { id } = await createAccount()
    const before = await make.databaseSnapshot()
    expect((await api(`${method} /accounts/${id}`, {})).status).toBe(200)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('rejects the external ID of another active account with 409, but not of an inactive one', async () => {
    const [first, second] = [await createAccount(), await createAccount()]
    await expectError(409, `${method} /accounts/${second.id}`, { externalId: first.externalId })
    await api(`DELETE /accounts/${first.id}`)
    const reused = await api(`${method} /accounts/${second.id}`, { externalId: first.externalId })
    expect(reused.status).toBe(200)
    await expectError(409, `${method} /accounts/${first.id}`, { active: true })
  })

  test('rejects deactivating the default account with 409', async () => {
    await expectError(409, `${method} /accounts/${home.accountId}`, { active: false })
  })

  test('rejects a change of an inactive account with 409', async () => {
    const { id } = await createAccount()
    await api(`DELETE /accounts/${id}`)
    await expectError(409, `${method} /accounts/${id}`, { name: 'Other' })
  })
})

describe('DELETE /accounts/{id}', () => {
  test('returns an empty body', async () => {
    const { id } = await createAccount()
    const { status, headers, body } = await api(`DELETE /accounts/${id}`)
    expect({ status, body }).toEqual({ status: 200, body: '' })
    expect(headers.get('content-type')).toBeNull()
  })

  test('rejects the default account with 409', async () => {
    await expectError(409, `DELETE /accounts/${home.accountId}`)
  })
})

test.each(['0', '-1', '1.5', '2147483648', '99999999999999999999', 'abc', '1e0', '0x1', '%201'])(
  'the ID %s is answered with 400 or 404',
  async (id) => {
    const before = await make.databaseSnapshot()
    for (const call of [`GET /accounts/${id}`, `DELETE /accounts/${id}`]) {
      expect([400, 404]).toContain((await api(call)).status)
    }
    expect([400, 404]).toContain((await api(`PATCH /accounts/${id}`, { name: 'X' })).status)
    expect(await make.databaseSnapshot()).toBe(before)
  },
)
