import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAccount, deleteAccount, updateAccount } from '@/lib/accounts/commands'
import { endpoints } from '@/lib/api/endpoints'
import { importUsers } from '@/lib/imports/commands'
import { apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs, importAccountLines, rejectedRows } from '@/lib/testing/jobs'
import { addUser } from '@/lib/users/add-user'
import { updateUser } from '@/lib/users/commands'

let home: Awaited<ReturnType<typeof make.organization>>
let other: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization()
  other = await make.organization('Rival')
})

const person = { firstName: 'A', lastName: 'B', password: make.PASSWORD }
const add = (email: string) => addUser(home.admin, { ...person, email, accountId: 'default' })
const GENERIC = 'This email address already belongs to a user. Use another.'

async function expectTaken(
  run: () => Promise<unknown>,
  field: string,
  message: string,
  href?: string,
) {
  const before = await make.databaseSnapshot()
  await expect(run()).rejects.toMatchObject({
    code: 'conflict',
    message,
    fields: { [field]: message },
    link: href === undefined ? undefined : { field, href },
  })
  expect(await make.databaseSnapshot()).toBe(before)
}

describe('a taken email address names its user', () => {
  let account: { id: number; name: string }
  let taken: { id: number; email: string }
  const inAccount = () => ({ organizationId: home.organizationId, accountId: account.id })
  const page = () => `/security/accounts/${account.id}/users/${taken.id}`
  beforeEach(async () => {
    account = await make.account(home.organizationId, { name: 'Acme' })
    taken = await make.user(inAccount(), { firstName: 'Ann', lastName: 'Lee' })
  })

  test('and their account, on adding and changing a user', async () => {
    const message = `This email address already belongs to a user: Ann Lee in the account “Acme” (ID ${account.id}). Use another.`
    await expectTaken(() => add(taken.email.toUpperCase()), 'email', message, page())
    const { id } = await make.user(home)
    await expectTaken(
      () => updateUser(home.admin, { id, email: taken.email }),
      'email',
      message,
      page(),
    )
    const { email } = taken
    expect((await updateUser(home.admin, { id: taken.id, email, lastName: 'Li' })).changed).toBe(
      true,
    )
  })

  test('and says that they are deactivated', async () => {
    await updateUser(home.admin, { id: taken.id, active: false })
    const message = `This email address already belongs to a user: Ann Lee, who is deactivated, in the account “Acme” (ID ${account.id}). Use another, or delete that user to free the address.`
    await expectTaken(() => add(taken.email), 'email', message, page())
  })

  test('in a deleted account with the API call that frees the address', async () => {
    const api = apiClient(endpoints, home)
    await deleteAccount(home.admin, { id: account.id })
    const call = `DELETE /elements/api-v2/users/${taken.id}`
    const message = `This email address already belongs to a user: Ann Lee in the deleted account “Acme” (ID ${account.id}). To free the address, delete the user through the API: ${call}`
    await expectTaken(() => add(taken.email), 'email', message)
    const response = await api('POST /organizations/users', { ...person, email: taken.email })
    expect(response).toMatchObject({ status: 409, body: { message } })
    expect(await api(call.replace('/elements/api-v2', ''))).toMatchObject({ status: 200 })
    await add(taken.email)
  })

  test('in the rejected rows of an import', async () => {
    const content = csv('first_name,last_name,email', `A,B,${taken.email}`, `A,B,${other.email}`)
    const job = await importUsers(home.admin, { accountId: account.id, content })
    await finishJobs()
    expect(await rejectedRows(home.admin, job.id)).toEqual([
      [
        2,
        `This email address already belongs to a user: Ann Lee in the account “Acme” (ID ${account.id}). Use another.`,
      ],
      [3, GENERIC],
    ])
  })
})

test('a user of another organization is not named, nor is their organization', async () => {
  await expectTaken(() => add(other.email), 'email', GENERIC)
})

describe('a taken external ID names the account that has it', () => {
  const message = (id: number) =>
    `Another active account has this external ID: “First” (ID ${id}). Use another.`
  const fields = (externalId: string) => ({ name: 'Second', description: '', externalId })

  test('on adding, changing and reactivating an account', async () => {
    const externalId = crypto.randomUUID()
    const deleted = await make.account(home.organizationId, { externalId, active: false })
    const { id } = await make.account(home.organizationId, { name: 'First', externalId })
    const [expected, page] = [message(id), `/security/accounts/${id}`]
    const second = await make.account(home.organizationId)
    const create = () => createAccount(home.admin, fields(externalId))
    await expectTaken(create, 'externalId', expected, page)
    const update = () => updateAccount(home.admin, { id: second.id, externalId })
    await expectTaken(update, 'externalId', expected, page)
    const reactivate = () => updateAccount(home.admin, { id: deleted.id, active: true })
    const withCall = expected.replace(
      'Use another.',
      'Send another one with it: {"active": true, "externalId": "…"}',
    )
    await expectTaken(reactivate, 'externalId', withCall, page)
    const free = { id: deleted.id, active: true, externalId: crypto.randomUUID() }
    expect((await updateAccount(home.admin, free)).account.active).toBe(true)
  })

  test('unless the account belongs to another organization', async () => {
    const { externalId } = await make.account(other.organizationId)
    expect((await createAccount(home.admin, fields(externalId))).externalId).toBe(externalId)
  })

  test('in the rejected rows of an import', async () => {
    const { id, externalId } = await make.account(home.organizationId, { name: 'First' })
    const job = await importAccountLines(home.admin, 'name,external_id', `A,${externalId}`)
    expect(await rejectedRows(home.admin, job.id)).toEqual([[2, message(id)]])
  })
})
