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
const key = () => crypto.randomUUID()

async function add(body: object = { externalId: key() }) {
  return accountBody.parse((await api('POST /accounts', body)).body)
}

async function expectRefusal(status: number, call: string, body?: unknown) {
  const before = await make.databaseSnapshot()
  const answer = await api(call, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  expect(await make.databaseSnapshot()).toBe(before)
  return answer
}

describe('POST /accounts', () => {
  test('answers 200 with the whole account; name and description default to the key', async () => {
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

  test('keeps the name and the description that are given', async () => {
    const given = { externalId: key(), name: 'Café', description: 'Two\nlines' }
    expect(await add(given)).toMatchObject(given)
  })

  test('defaults to as much of a long key as fits a name', async () => {
    const externalId = '🦊'.repeat(100)
    expect(await add({ externalId })).toMatchObject({
      name: '🦊'.repeat(80),
      description: externalId,
      externalId,
    })
  })

  test('refuses a key that another active account has with 409', async () => {
    const { externalId } = await add()
    await expectRefusal(409, 'POST /accounts', { externalId })
  })

  test.each([
    ['no key', {}, 'externalId'],
    ['an empty key', { externalId: ' ' }, 'externalId'],
    ['a key of 101 characters', { externalId: 'x'.repeat(101) }, 'externalId'],
    ['a name of 81 characters', { externalId: 'x', name: 'x'.repeat(81) }, 'name'],
    ['a description that is a number', { externalId: 'x', description: 1 }, 'description'],
  ])('refuses %s with 400 on its field', async (_, body, field) => {
    const answer = await expectRefusal(400, 'POST /accounts', body)
    const errors = [{ field, message: expect.stringMatching(/\w.*\.$/) }]
    expect(answer.body).toEqual({ requestId: 'test', message: expect.any(String), errors })
  })
})

describe('GET /accounts/{id}', () => {
  test('reads an account, also an inactive one', async () => {
    const account = await add()
    expect((await api(`GET /accounts/${account.id}`)).body).toEqual(account)
    await api(`DELETE /accounts/${account.id}`)
    const { status, body } = await api(`GET /accounts/${account.id}`)
    expect(status).toBe(200)
    expect(body).toEqual({ ...account, active: false })
  })

  test('says which account is the default one', async () => {
    expect((await api(`GET /accounts/${home.accountId}`)).body).toMatchObject({
      defaultAccount: true,
      type: 'Default',
      active: true,
    })
  })
})

describe.each(['PATCH', 'PUT'])('%s /accounts/{id}', (method) => {
  test('changes what is given and leaves the rest', async () => {
    const account = await add({ externalId: key(), name: 'Old', description: 'Kept' })
    const { status, body } = await api(`${method} /accounts/${account.id}`, { name: 'New' })
    expect(status).toBe(200)
    expect(body).toEqual({ ...account, name: 'New' })
    const rest = { description: 'Other', externalId: key() }
    expect((await api(`${method} /accounts/${account.id}`, rest)).body).toMatchObject(rest)
    expect((await api(`GET /accounts/${account.id}`)).body).toMatchObject({ name: 'New', ...rest })
  })

  test('takes an account as it was read, leaving alone what cannot change', async () => {
    const account = await add()
    const sent = { ...account, name: 'New', id: 1, companyId: 1, createdDate: '2001-01-01' }
    const { body } = await api(`${method} /accounts/${account.id}`, sent)
    expect(body).toEqual({ ...account, name: 'New' })
  })

  test('changes nothing when nothing is given', async () => {
    const { id } = await add()
    const before = await make.databaseSnapshot()
    expect((await api(`${method} /accounts/${id}`, {})).status).toBe(200)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('refuses a key that is taken with 409, and the free key of an inactive account not', async () => {
    const [one, two] = [await add(), await add()]
    await expectRefusal(409, `${method} /accounts/${two.id}`, { externalId: one.externalId })
    await api(`DELETE /accounts/${one.id}`)
    const freed = await api(`${method} /accounts/${two.id}`, { externalId: one.externalId })
    expect(freed.status).toBe(200)
    await expectRefusal(409, `${method} /accounts/${one.id}`, { active: true })
  })

  test('never deactivates the default account: 409', async () => {
    await expectRefusal(409, `${method} /accounts/${home.accountId}`, { active: false })
  })

  test('refuses a change of an inactive account with 409', async () => {
    const { id } = await add()
    await api(`DELETE /accounts/${id}`)
    await expectRefusal(409, `${method} /accounts/${id}`, { name: 'Other' })
  })
})

describe('DELETE /accounts/{id}', () => {
  test('answers 200 with an empty body, and 404 the second time', async () => {
    const { id } = await add()
    const { status, headers, body } = await api(`DELETE /accounts/${id}`)
    expect({ status, body }).toEqual({ status: 200, body: '' })
    expect(headers.get('content-type')).toBeNull()
    await expectRefusal(404, `DELETE /accounts/${id}`)
  })

  test('never takes the default account: 409', async () => {
    await expectRefusal(409, `DELETE /accounts/${home.accountId}`)
  })
})

test.each(['0', '-1', '1.5', '2147483648', '99999999999999999999', 'abc', '1e0', '0x1', '%201'])(
  'an ID such as %s is refused with 400 or is nothing at all: 404',
  async (id) => {
    const before = await make.databaseSnapshot()
    for (const call of [`GET /accounts/${id}`, `DELETE /accounts/${id}`]) {
      expect([400, 404]).toContain((await api(call)).status)
    }
    expect([400, 404]).toContain((await api(`PATCH /accounts/${id}`, { name: 'X' })).status)
    expect(await make.databaseSnapshot()).toBe(before)
  },
)
