import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '@/lib/api/endpoints'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let api: ApiClient
let open: { accountId: number; userId: number }
let closed: { accountId: number; userId: number; externalId: string }
beforeAll(async () => {
  const home = await make.organization('Acme')
  api = apiClient(endpoints, home)
  const { organizationId } = home
  const foreign = await make.organization()
  await make.account(foreign.organizationId, { active: false })
  const account = await make.account(organizationId)
  const user = await make.user({ organizationId, accountId: account.id })
  open = { accountId: account.id, userId: user.id }
  const deleted = await make.account(organizationId, { name: 'Deleted' })
  const formerUser = await make.user({ organizationId, accountId: deleted.id })
  closed = { accountId: deleted.id, userId: formerUser.id, externalId: deleted.externalId }
  expect((await api(`DELETE /accounts/${deleted.id}`)).status).toBe(200)
})

async function idsOf(path: string): Promise<number[]> {
  const { status, headers, body } = await api(`GET ${path}`)
  expect(status, JSON.stringify(body)).toBe(200)
  const ids = z
    .array(z.looseObject({ id: z.int() }))
    .parse(body)
    .map(({ id }) => id)
  expect(headers.get('elements-returned-count')).toBe(String(ids.length))
  return ids
}

const where = (condition: string) => `where=${encodeURIComponent(condition)}`

describe('a list of accounts', () => {
  test('includes inactive ones only on request', async () => {
    const active = await idsOf('/accounts')
    expect(active).toContain(open.accountId)
    expect(active).not.toContain(closed.accountId)
    expect(await idsOf('/accounts?includeInactive=false')).toEqual(active)
    const all = await idsOf('/accounts?includeInactive=true')
    expect(all).toEqual([...active, closed.accountId])
  })

  test('is sorted and paged over active and inactive ones together', async () => {
    const all = await idsOf('/accounts?includeInactive=true')
    const seen: number[] = []
    let token: string | null = ''
    while (token !== null) {
      const path = `/accounts?includeInactive=true&pageSize=1&nextPage=${token}`
      const { headers } = await api(`GET ${path}`)
      expect(headers.get('elements-total-count')).toBe(String(all.length))
      seen.push(...(await idsOf(path)))
      token = headers.get('elements-next-page-token')
    }
    expect(seen).toEqual(all)
    expect(await idsOf('/accounts?includeInactive=true&pageSize=2&page=2')).toEqual(all.slice(2, 4))
    expect(await idsOf('/accounts?includeInactive=true&offset=1')).toEqual(all.slice(1))
  })

  test('finds a deleted account by a condition on active, without its number', async () => {
    for (const condition of [
      'active = false',
      'active != true',
      'active IN (false)',
      "active = false AND name = 'Deleted'",
      `externalId = '${closed.externalId}' AND active = false`,
    ]) {
      expect(await idsOf(`/accounts?${where(condition)}`), condition).toEqual([closed.accountId])
    }
    const external = where(`externalId = '${closed.externalId}'`)
    expect(await idsOf(`/accounts?${external}`)).toEqual([])
    expect(await idsOf(`/accounts?${external}&includeInactive=true`)).toEqual([closed.accountId])
    const contradiction = `/accounts?${where('active = false')}&includeInactive=false`
    expect(await idsOf(contradiction)).toEqual([])
    expect(await idsOf(`/accounts?${where('active = true')}`)).not.toContain(closed.accountId)
  })
})

describe('a list of users', () => {
  const lists = () => ['/users', `/accounts/${closed.accountId}/users`]

  test('includes inactive ones unless the request excludes them', async () => {
    for (const path of lists()) {
      expect(await idsOf(path)).toContain(closed.userId)
      expect(await idsOf(`${path}?includeInactive=true`)).toContain(closed.userId)
      expect(await idsOf(`${path}?includeInactive=false`)).not.toContain(closed.userId)
      expect(await idsOf(`${path}?${where('active = false')}`)).toEqual([closed.userId])
    }
    expect(await idsOf('/users?includeInactive=false')).toContain(open.userId)
  })
})

describe('a single record', () => {
  const paths = () => [
    `/accounts/${closed.accountId}`,
    `/accounts/${closed.accountId}/roles`,
    `/accounts/${closed.accountId}/users/${closed.userId}`,
    `/users/${closed.userId}`,
    `/users/${closed.userId}/roles`,
    `/organizations/users/${closed.userId}`,
  ]

  test('is returned when inactive, unless the request excludes it', async () => {
    for (const path of paths()) {
      for (const query of ['', '?includeInactive=true']) {
        expect((await api(`GET ${path}${query}`)).status, path).toBe(200)
      }
      expect((await api(`GET ${path}?includeInactive=false`)).status, path).toBe(404)
    }
    expect((await api(`GET /users/${open.userId}?includeInactive=false`)).status).toBe(200)
    expect((await api(`GET /accounts/${open.accountId}?includeInactive=false`)).status).toBe(200)
  })
})

const reads = Object.entries(endpoints).filter(
  ([path, { GET }]) => Boolean(GET) && /\/(accounts|users)(\/\{\w+\}|\/roles)*$/.test(path),
)

test.each(reads)('GET %s rejects other spellings of true and false', async (path) => {
  const call = path
    .replace('{idOrEmail}', String(open.userId))
    .replace(/\{\w+\}/g, String(open.accountId))
  for (const value of ['', '1', '0', 'TRUE', 'True', 'yes', 'on', 'null', ' true']) {
    const { status, body } = await api(`GET ${call}?includeInactive=${encodeURIComponent(value)}`)
    expect({ value, status, body }).toMatchObject({
      status: 400,
      body: { message: 'includeInactive: must be true or false.' },
    })
  }
})

test.each(
  Object.entries(endpoints).flatMap(([path, byMethod]) =>
    Object.keys(byMethod).map((method) => `${method} ${path}`),
  ),
)('%s rejects a parameter that it does not know', async (call) => {
  const before = await make.databaseSnapshot()
  const path = call
    .replace('{idOrEmail}', String(open.userId))
    .replace('{key}', 'admin')
    .replace(/\{\w+\}/g, String(open.accountId))
  for (const query of ['permanent=true', 'includeInactiv=true', 'permanent=true&permanent=true']) {
    const { status, body } = await api(`${path}?${query}`)
    const name = query.split('=')[0]
    expect({ query, status }).toEqual({ query, status: 400 })
    expect(body).toMatchObject({ message: `${name}: unknown parameter.` })
  }
  expect(await make.databaseSnapshot()).toBe(before)
})
