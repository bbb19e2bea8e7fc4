import { beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { database } from '@/lib/db/client'
import { type ApiClient, apiClient } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

let home: Awaited<ReturnType<typeof make.organization>>
let api: ApiClient
beforeAll(async () => {
  home = await make.organization('Acme')
  api = apiClient(endpoints, home)
})

const newAccount = () => make.account(home.organizationId, { accountAdmin: true })

async function newUser() {
  const { organizationId } = home
  const { id: accountId } = await newAccount()
  return make.user({ organizationId, accountId }, { accountAdmin: true })
}

const calls: [string, () => Promise<{ path: string; etagOf: string }>][] = [
  ['an account', async () => sameEtag(`/accounts/${(await newAccount()).id}`)],
  ['a user by ID', async () => sameEtag(`/users/${(await newUser()).id}`)],
  ['a user by email', async () => sameEtag(`/users/${(await newUser()).email.toUpperCase()}`)],
  [
    'a user of an account',
    async () => {
      const { id, accountId } = await newUser()
      return sameEtag(`/accounts/${accountId}/users/${id}`)
    },
  ],
  [
    'any user below the organization',
    async () => sameEtag(`/organizations/users/${(await newUser()).id}`),
  ],
  [
    'a role of a user',
    async () => {
      const { id } = await newUser()
      return { path: `/users/${id}/roles/admin`, etagOf: `/users/${id}` }
    },
  ],
  [
    'a role of an account',
    async () => {
      const { id } = await newAccount()
      return { path: `/accounts/${id}/roles/admin`, etagOf: `/accounts/${id}` }
    },
  ],
]

const sameEtag = (path: string) => ({ path, etagOf: path })

const countAudit = () =>
  database().auditEvent.count({ where: { organizationId: home.organizationId } })

describe('a repeated DELETE is answered like the first and changes nothing', () => {
  test.each(calls)('of %s', async (_, create) => {
    const { path } = await create()
    const { headers: __, ...first } = await api(`DELETE ${path}`)
    expect(first.status).toBe(200)
    const before = await make.databaseSnapshot()
    const events = await countAudit()
    const { headers: ___, ...second } = await api(`DELETE ${path}`)
    expect(second).toEqual(first)
    expect(await make.databaseSnapshot()).toBe(before)
    expect(await countAudit()).toBe(events)
  })

  test.each(calls)('of %s with the If-Match of the first', async (_, create) => {
    const { path, etagOf } = await create()
    const etag = (await api(`GET ${etagOf}`)).headers.get('etag') ?? ''
    const send = () => api(`DELETE ${path}`, undefined, { 'If-Match': etag })
    expect((await send()).status).toBe(200)
    expect((await send()).status).toBe(200)
  })
})

describe('a user who was deleted', () => {
  test('is not found in another account or organization', async () => {
    const { id, email } = await newUser()
    const { id: otherId } = await newAccount()
    await api(`DELETE /users/${id}`)
    const foreign = apiClient(endpoints, await make.organization())
    for (const ref of [id, email]) {
      expect((await api(`DELETE /accounts/${otherId}/users/${ref}`)).status).toBe(404)
      expect((await foreign(`DELETE /users/${ref}`)).status).toBe(404)
      expect((await api(`GET /users/${ref}`)).status).toBe(404)
      expect((await api(`PATCH /users/${ref}`, {})).status).toBe(404)
    }
  })

  test('is found through the indexes of the audit log', async () => {
    const plans = await database().$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT FROM audit_events WHERE organization_id = 1 AND operation = 'users.delete'
        AND outcome = 'done' AND detail::jsonb #>> '{before,email}' = 'a@b.example'`
    expect(JSON.stringify(plans)).toContain('audit_events_deleted_emails')
  })
})

test('DELETE of an unknown record is 404', async () => {
  for (const path of [
    '/accounts/2000000000',
    '/users/2000000000',
    '/users/nobody@example.com',
    `/accounts/${home.accountId}/users/2000000000`,
  ]) {
    expect((await api(`DELETE ${path}`)).status, path).toBe(404)
  }
})
