import { NextRequest } from 'next/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { GET as exportUsers } from '@/app/security/accounts/[id]/users/export/route'
import { GET as exportAccounts } from '@/app/security/accounts/export/route'
import { GET as template } from '@/app/security/accounts/import/template/route'
import { GET as rejectedRows } from '@/app/security/jobs/[id]/rejected/route'
import { database, databasePool } from '@/lib/db/client'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'
import { importAccountLines } from '@/lib/testing/jobs'
import * as browser from '@/lib/testing/next-request'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))

let home: Awaited<ReturnType<typeof make.organization>>
let session: string

beforeEach(async () => {
  browser.clearCookies()
  browser.setRequest()
  home = await make.organization()
  session = await make.createSession(home.userId)
  const { set } = await browser.cookies()
  set('console-session', session)
})
afterEach(() => vi.restoreAllMocks())

const request = (path: string) => new NextRequest(`http://localhost:3000${path}`)
const withId = (id: number) => ({ params: Promise.resolve({ id: String(id) }) })

/** Every file of the console, with the page that offers it. */
async function downloads() {
  const { id } = await importAccountLines(home.admin, 'name,external_id', 'Ok,1', ',2')
  const { accountId } = home
  return [
    {
      page: '/security/accounts?q=ok',
      get: () => exportAccounts(request('/security/accounts/export?q=ok')),
    },
    {
      page: `/security/accounts/${accountId}`,
      get: () => exportUsers(request('/'), withId(accountId)),
    },
    { page: `/security/jobs/${id}`, get: () => rejectedRows(request('/'), withId(id)) },
    { page: '/security/accounts/import', get: () => template(request('/x')) },
    {
      page: `/security/accounts/${accountId}/users/import`,
      get: () => template(request(`/x?users=${accountId}`)),
    },
  ]
}

/** Where the response leads, or its file. */
async function outcome(get: () => Promise<Response>) {
  const response = await get().catch((error: unknown) => {
    if (!(error instanceof Error && 'digest' in error)) throw error
    return String(error.digest).split(';')[2]
  })
  if (!(response instanceof Response)) return response
  return { type: response.headers.get('content-type'), text: await response.text() }
}

describe('a download', () => {
  test('is a file while the session lasts', async () => {
    for (const { get } of await downloads()) {
      expect(await outcome(get)).toMatchObject({ type: 'text/csv; charset=utf-8' })
    }
  })

  test('leads to the sign-in page, and from there to its own page, after the session', async () => {
    const all = await downloads()
    await database().session.deleteMany({ where: { userId: home.userId } })
    for (const { page, get } of all) {
      expect(await outcome(get)).toBe(`/login?next=${encodeURIComponent(page)}`)
    }
  })

  test('leads to its page, which refuses, for an administrator who was demoted', async () => {
    const all = await downloads()
    await make.user(home, { orgAdmin: true })
    await database().user.update({ where: { id: home.userId }, data: { orgAdmin: false } })
    for (const { page, get } of all.filter(({ page }) => !page.endsWith('/import'))) {
      expect(await outcome(get)).toBe(page)
    }
  })

  test('of a record that is gone leads to its page', async () => {
    expect(await outcome(() => exportUsers(request('/'), withId(2_000_000_000)))).toBe(
      '/security/accounts/2000000000',
    )
  })

  test('is unavailable when the connection to the database ends before its first rows', async () => {
    const pool = databasePool()
    const query = pool.query.bind(pool)
    const lost = Object.assign(new Error('terminating connection'), { code: '57P01' })
    // The first two queries read the session and the record.
    for (const { get } of (await downloads()).filter(({ page }) => !page.endsWith('/import'))) {
      const spy = vi.spyOn(pool, 'query')
      const statuses = []
      for (const readsBefore of [1, 2]) {
        let count = 0
        spy.mockImplementation((...args: unknown[]) =>
          count++ < readsBefore ? Reflect.apply(query, pool, args) : Promise.reject(lost),
        )
        statuses.push((await get()).status)
      }
      spy.mockRestore()
      expect(statuses).not.toContain(500)
      expect(statuses).toContain(503)
    }
  })

  test('fails while it is being sent when the session ends', async () => {
    const { organizationId } = home
    await seedOrganization(make.origin, { organizationId, accounts: 1_200, usersPerAccount: 0 })
    const { body } = await exportAccounts(request('/security/accounts/export'))
    const reader = body?.getReader()
    await reader?.read()
    await database().session.deleteMany({ where: { userId: home.userId } })
    const now = performance.now() + 60_000
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    const readToEnd = async () => {
      while (!(await reader?.read())?.done);
    }
    await expect(readToEnd()).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
