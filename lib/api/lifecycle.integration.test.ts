import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { deleteAccount, restoreAccount } from '@/lib/accounts/commands'
import { searchAccounts } from '@/lib/accounts/list'
import { getActiveAccount } from '@/lib/accounts/queries'
import { accountBody } from '@/lib/api/account-body'
import { endpoints } from '@/lib/api/endpoints'
import { findActorBySession } from '@/lib/auth/actor'
import type { AppError } from '@/lib/errors'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
beforeAll(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
})

async function createScenario() {
  const account = await make.account(home.organizationId, { name: 'Northwind' })
  const owner = { organizationId: home.organizationId, accountId: account.id }
  const users = [await make.user(owner), await make.user(owner)] as const
  const inactive = await make.user(owner, { active: false })
  const tokens = await Promise.all(users.map(({ id }) => make.createSession(id)))
  return { ...account, users, inactive, tokens, path: `/accounts/${account.id}` }
}

async function isListed(id: number): Promise<{ api: boolean; console: boolean }> {
  const listed = z.array(accountBody).parse((await api('GET /accounts?pageSize=2000')).body)
  const { rows } = await searchAccounts(home.admin, { q: String(id) })
  return {
    api: listed.some((account) => account.id === id),
    console: rows.some((account) => account.id === id),
  }
}

async function activeUsers(path: string): Promise<boolean[]> {
  const { body } = await api(`GET ${path}/users`)
  return z
    .array(z.looseObject({ active: z.boolean() }))
    .parse(body)
    .map(({ active }) => active)
}

const deactivations: [string, (account: { id: number; path: string }) => Promise<unknown>][] = [
  ['DELETE', ({ path }) => api(`DELETE ${path}`)],
  ['PATCH {"active":false}', ({ path }) => api(`PATCH ${path}`, { active: false })],
  ['the console', ({ id }) => deleteAccount(home.admin, { id })],
]

test.each(deactivations)(
  'an account deactivated by %s can be reactivated by the API',
  async (_, deactivate) => {
    const { id, path, users, inactive, tokens } = await createScenario()
    expect(await isListed(id)).toEqual({ api: true, console: true })

    await deactivate({ id, path })
    expect((await api(`GET ${path}`)).body).toMatchObject({ active: false })
    expect(await isListed(id)).toEqual({ api: false, console: false })
    const hidden = await getActiveAccount(home.admin, { id }).catch((error: AppError) => error)
    expect(hidden).toMatchObject({ code: 'not-found' })
    expect(await activeUsers(path)).toEqual([false, false, false])
    for (const token of tokens) expect(await findActorBySession(token, make.origin)).toBeNull()

    const before = await make.databaseSnapshot()
    const rejected = await api(`PATCH ${path}/users/${users[0].id}`, { active: true })
    expect(rejected.status).toBe(409)
    expect(await make.databaseSnapshot()).toBe(before)

    const reactivated = await api(`PATCH ${path}`, { active: true })
    expect(reactivated).toMatchObject({ status: 200, body: { id, active: true } })
    expect(await isListed(id)).toEqual({ api: true, console: true })
    expect(await activeUsers(path)).toEqual([false, false, false])

    const owner = { organizationId: home.organizationId, accountId: id }
    for (const user of [...users, inactive]) {
      const { status, body } = await api(`PATCH ${path}/users/${user.id}`, { active: true })
      expect({ status, body }).toMatchObject({ status: 200, body: { id: user.id, active: true } })
      expect(await make.actorFor(user.id)).toMatchObject(owner)
    }
    expect(await activeUsers(path)).toEqual([true, true, true])
    for (const token of tokens) expect(await findActorBySession(token, make.origin)).toBeNull()
  },
)

test('Undo in the console restores nothing after the API has reactivated the account', async () => {
  const { id, path } = await createScenario()
  await api(`DELETE ${path}`)
  await api(`PATCH ${path}`, { active: true })
  const before = await make.databaseSnapshot()
  const error = await restoreAccount(home.admin, { id }).catch((error: AppError) => error)
  expect(error).toMatchObject({ code: 'conflict' })
  expect(await make.databaseSnapshot()).toBe(before)
})

test('Undo of a second deletion restores only the users deactivated by it', async () => {
  const { id, path, users } = await createScenario()
  await api(`DELETE ${path}`)
  await api(`PATCH ${path}`, { active: true })
  await api(`PATCH ${path}/users/${users[0].id}`, { active: true })
  await api(`DELETE ${path}`)
  expect(await restoreAccount(home.admin, { id })).toMatchObject({ users: 1 })
  expect(await activeUsers(path)).toEqual([true, false, false])
})

test('users of an inactive account can be changed and deleted, but not activated', async () => {
  const { path, users } = await createScenario()
  await api(`DELETE ${path}`)
  const [first, second] = users
  expect((await api(`PATCH /users/${first.id}`, { city: 'Lyon' })).status).toBe(200)
  expect((await api(`PATCH /users/${first.id}`, { active: true })).status).toBe(409)
  expect((await api(`DELETE /users/${second.id}`)).status).toBe(200)
  expect(await activeUsers(path)).toEqual([false, false])
})

test('a reactivation whose external ID was taken says which account has it and what to send', async () => {
  const account = await make.account(home.organizationId, { externalId: 'TAKEN' })
  await api(`DELETE /accounts/${account.id}`)
  const other = await make.account(home.organizationId, { name: 'Other', externalId: 'TAKEN' })
  const before = await make.databaseSnapshot()
  const rejected = await api(`PATCH /accounts/${account.id}`, { active: true })
  expect(rejected).toMatchObject({
    status: 409,
    body: {
      message: `Another active account has this external ID: “Other” (ID ${other.id}). Send another one with it: {"active": true, "externalId": "…"}`,
    },
  })
  expect(await make.databaseSnapshot()).toBe(before)
  const body = { active: true, externalId: 'FREE' }
  const reactivated = await api(`PATCH /accounts/${account.id}`, body)
  expect(reactivated).toMatchObject({ status: 200, body })
})
