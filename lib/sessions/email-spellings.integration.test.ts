import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAccount, updateAccount } from '@/lib/accounts/commands'
import { endpoints } from '@/lib/api/endpoints'
import { database } from '@/lib/db/client'
import { confirmImport, importUsers } from '@/lib/imports/commands'
import { createOrganization } from '@/lib/organization/create'
import { recoverUser } from '@/lib/sessions/recovery'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs, rejectedRows } from '@/lib/testing/jobs'
import { signIn } from '@/lib/testing/sign-in'
import { addUser } from '@/lib/users/add-user'
import { updateUser } from '@/lib/users/commands'
import { searchUsers } from '@/lib/users/queries'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
let accountId: number
let local: string
beforeAll(async () => {
  home = await make.organization()
  api = apiClient(endpoints, home)
})
beforeEach(async () => {
  accountId = (await make.account(home.organizationId)).id
  local = `x${crypto.randomUUID()}`
})

const person = { firstName: 'Ann', lastName: 'Lee', password: make.PASSWORD }
const add = (email: string) => addUser(home.admin, { ...person, email, accountId })
const spellings = () => [
  `${local}@bücher.test`,
  `${local}@xn--bcher-kva.test`,
  ` ${local.toUpperCase()}@BÜCHER.TEST. `,
  `\u200E${local}@bu\u0308cher.test\u2069`,
  `${local}＠bücher。test`,
]
const stored = () => `${local}@xn--bcher-kva.test`

describe('one user has every spelling of an email address', () => {
  test('whichever comes first, at sign-in and as the key of the API', async () => {
    for (const first of spellings()) {
      local = `x${crypto.randomUUID()}`
      const { user } = await add(first.replace(/x[0-9a-f-]{36}/i, local))
      expect(user.email).toBe(stored())
      for (const email of spellings()) {
        expect(await signIn(make.origin, { email, password: make.PASSWORD })).toBeDefined()
        const { status, body } = await api(`GET /users/${encodeURIComponent(email.trim())}`)
        expect({ status, body }).toMatchObject({ status: 200, body: { id: user.id } })
      }
    }
  })

  test('so that no second user can be added under another, in any way', async () => {
    const { user } = await add(stored())
    const colleague = await make.user(home)
    const before = await make.databaseSnapshot()
    for (const email of spellings()) {
      await expect(add(email)).rejects.toMatchObject({ code: 'conflict' })
      const change = updateUser(home.admin, { id: colleague.id, email })
      await expect(change).rejects.toMatchObject({ code: 'conflict' })
      const response = await api('POST /organizations/users', { ...person, email })
      expect(response.status).toBe(409)
      const organization = createOrganization(make.origin, { ...person, email, name: 'Acme' })
      await expect(organization).rejects.toMatchObject({ code: 'conflict' })
    }
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await updateUser(home.admin, { id: user.id, email: spellings()[0] })).toMatchObject({
      changed: false,
    })
  })

  test('in a file, where later rows are rejected', async () => {
    const rows = spellings().map((email) => `A,B,${email}`)
    const content = csv('first_name,last_name,email', ...rows)
    const job = await importUsers(home.admin, { accountId, content })
    await finishJobs()
    await confirmImport(home.admin, job)
    await finishJobs()
    const repeated = 'Row 2 of the file has the same email address. Use another.'
    expect(await rejectedRows(home.admin, job.id)).toEqual(
      [3, 4, 5, 6].map((row) => [row, repeated]),
    )
    expect(await database().user.findMany({ where: { accountId } })).toMatchObject([
      { email: stored() },
    ])
  })

  test('who is found by either in a search', async () => {
    await add(stored())
    for (const q of [`${local}@bücher`, stored(), 'bücher.test']) {
      expect((await searchUsers(home.admin, { accountId, q })).rows).toHaveLength(1)
    }
  })

  test('and whose password an operator can replace', async () => {
    const { user } = await add(stored())
    const input = { email: spellings()[3] ?? '', password: 'Another-horse-8' }
    expect(await recoverUser(make.origin, input)).toMatchObject({ id: user.id })
  })
})

describe('an invisible character in an external ID', () => {
  test('is removed at the ends, so that no look-alike is added', async () => {
    const externalId = crypto.randomUUID()
    const account = await createAccount(home.admin, {
      name: 'A',
      externalId: `\u200E${externalId}`,
    })
    expect(account.externalId).toBe(externalId)
    const where = encodeURIComponent(`externalId = '\u200E${externalId} '`)
    expect(await api(`GET /accounts?where=${where}`)).toMatchObject({ body: [{ externalId }] })
    const before = await make.databaseSnapshot()
    for (const pasted of [
      `\u202A${externalId}\u202C`,
      `${externalId}\u200D`,
      `${externalId}\u2800`,
    ]) {
      const second = createAccount(home.admin, { name: 'B', externalId: pasted })
      await expect(second).rejects.toMatchObject({ code: 'conflict' })
      const other = updateAccount(home.admin, { id: accountId, externalId: pasted })
      await expect(other).rejects.toMatchObject({ code: 'conflict' })
    }
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('is rejected inside, for accounts and users', async () => {
    const externalId = 'A\u200E1'
    const before = await make.databaseSnapshot()
    const rejected = {
      status: 400,
      body: { errors: [{ field: 'externalId', message: expect.stringContaining('U+200E') }] },
    }
    expect(await api('POST /accounts', { externalId })).toMatchObject(rejected)
    const user = { ...person, email: stored(), externalId }
    expect(await api('POST /organizations/users', user)).toMatchObject(rejected)
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

test('a name without a visible character is missing', async () => {
  const before = await make.databaseSnapshot()
  for (const name of ['\u2800', '\u3164', '\u200D', '\u0301']) {
    const account = await api('POST /accounts', { externalId: 'X', name })
    expect(account).toMatchObject({ status: 400, body: { errors: [{ field: 'name' }] } })
    const user = await api('POST /organizations/users', {
      ...person,
      lastName: name,
      email: stored(),
    })
    expect(user).toMatchObject({ status: 400, body: { errors: [{ field: 'lastName' }] } })
    const organization = createOrganization(make.origin, { ...person, email: stored(), name })
    await expect(organization).rejects.toMatchObject({ fields: { name: expect.any(String) } })
  }
  expect(await make.databaseSnapshot()).toBe(before)
})
