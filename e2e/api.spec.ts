import http from 'node:http'
import type { Page } from '@playwright/test'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import { TestDatabase } from '@/e2e/support/test-db'

type Secrets = { userSecret: string; organizationSecret: string }
type Sent = { method?: string; data?: object; headers?: { [name: string]: string } }

const authorization = ({ userSecret, organizationSecret }: Secrets) => ({
  Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
})

/** A script of this organization, beside the browser. */
function script(page: Page, secrets: Secrets, url = '') {
  return (path: string, { headers, ...sent }: Sent = {}) =>
    page.request.fetch(`${url}/elements/api-v2${path}`, {
      headers: { ...authorization(secrets), ...headers },
      ...sent,
    })
}

const everything = `SELECT
  (SELECT json_agg(o ORDER BY id) FROM organizations o WHERE id = $1) AS organization,
  (SELECT json_agg(a ORDER BY id) FROM accounts a WHERE organization_id = $1) AS accounts,
  (SELECT json_agg(u ORDER BY id) FROM users u WHERE organization_id = $1) AS users`

test('an account lives, is deleted in the console and comes back by the API', async ({
  page,
  organization,
  db,
  browser,
  guard,
}) => {
  const api = script(page, organization)
  const { organizationId } = organization
  const { id } = await db.account(organizationId, { name: 'Northwind' })
  const place = { organizationId, accountId: id }
  const chuck = await db.user(place, { firstName: 'Chuck', lastName: 'Norris' })
  const asleep = await db.user(place, { firstName: 'Rip', active: false })
  const theirs = await (await browser.newContext()).newPage()
  await signIn(page, organization)
  await theirs.goto(page.url())
  await signIn(theirs, chuck)

  await test.step('Deleted in the console: neither listed nor signed in, but the API knows it', async () => {
    await page.goto(`/security/accounts/${id}/delete`)
    await page.getByRole('button', { name: 'Delete Account' }).click()
    await expect(page.getByText('“Northwind” was deleted.').first()).toBeVisible()
    await theirs.reload()
    await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    expect(await (await api(`/accounts/${id}`)).json()).toMatchObject({ id, active: false })
    const listed = await (await api("/accounts?where=name='Northwind'")).json()
    expect(listed).toEqual([])
    guard.expectStatus(404)
    expect((await page.goto(`/security/accounts/${id}`))?.status()).toBe(404)
  })
  await test.step('Its users cannot be active while it is not', async () => {
    const data = { active: true }
    const refused = await api(`/accounts/${id}/users/${chuck.id}`, { method: 'PATCH', data })
    expect(refused.status()).toBe(409)
  })
  await test.step('PATCH brings it back with its users inactive', async () => {
    const back = await api(`/accounts/${id}`, { method: 'PATCH', data: { active: true } })
    expect(await back.json()).toMatchObject({ id, active: true, name: 'Northwind' })
    await page.goto(`/security/accounts/${id}`)
    await expect(page.getByRole('row', { name: /Chuck/ })).toContainText('Inactive')
    await expect(page.getByRole('row', { name: /Rip/ })).toContainText('Inactive')
  })
  await test.step('PATCH brings each user back, who can sign in again', async () => {
    for (const user of [chuck.id, asleep.email]) {
      const data = { active: true }
      const back = await api(`/accounts/${id}/users/${user}`, { method: 'PATCH', data })
      expect(await back.json()).toMatchObject({ active: true })
    }
    await page.reload()
    await expect(page.getByText('Inactive', { exact: true })).toHaveCount(0)
    guard.expectStatus(403)
    await signIn(theirs, chuck)
    await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('No access')
  })
  await test.step('Deleted by the API, it is gone from the console too', async () => {
    const gone = await api(`/accounts/${id}`, { method: 'DELETE' })
    expect(await gone.text()).toBe('')
    await page.goto('/security/accounts')
    await expect(page.getByRole('link', { name: 'Northwind' })).toHaveCount(0)
    await theirs.reload()
    await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  })
  await theirs.context().close()
})

test('a session of the console opens nothing of the API, and secrets nothing of the console', async ({
  page,
  organization,
}) => {
  await signIn(page, organization)
  const closed = await page.request.get('/elements/api-v2/accounts')
  expect(closed.status()).toBe(401)
  expect(closed.headers()).not.toHaveProperty('set-cookie')
  await page.context().clearCookies()
  const away = await page.request.get('/security/accounts', {
    headers: authorization(organization),
    maxRedirects: 0,
  })
  expect(away.status()).toBeGreaterThanOrEqual(300)
  expect(away.status()).toBeLessThan(404)
})

test('every answer has an id of its own, the same in its header and its body', async ({
  page,
  organization,
}) => {
  const api = script(page, organization)
  const answers = [
    await api('/accounts/2000000000'),
    await api('/nothing'),
    await api('/accounts', { method: 'PUT' }),
    await api('/accounts', { method: 'POST', data: {} }),
    await api('/accounts', { headers: { Authorization: 'User x' } }),
  ]
  expect(answers.map((answer) => answer.status())).toEqual([404, 404, 405, 400, 401])
  const ids = await Promise.all(
    answers.map(async (answer) => {
      const { requestId } = await answer.json()
      expect(answer.headers()).toMatchObject({ 'x-request-id': requestId })
      expect(answer.headers()).toMatchObject({ 'x-content-type-options': 'nosniff' })
      return requestId
    }),
  )
  expect(new Set(ids).size).toBe(ids.length)
  const given = await api('/accounts', { headers: { 'X-Request-Id': 'mine' } })
  expect(given.headers()['x-request-id']).not.toBe('mine')
})

test('HEAD answers as GET does, without a body', async ({ page, organization }) => {
  const api = script(page, organization)
  const path = `/accounts/${organization.accountId}`
  const [get, head] = [await api(path), await api(path, { method: 'HEAD' })]
  expect(head.status()).toBe(200)
  expect(head.headers()).toMatchObject({ etag: get.headers().etag ?? 'none' })
  expect(await head.text()).toBe('')
})

test('paths beside the API are refused as its own are', async ({ page, organization }) => {
  const api = script(page, organization)
  for (const path of ['', '/', '/openapi.jsonx', '/openapi.json/x']) {
    const answer = await api(path)
    expect(answer.status(), path).toBe(404)
    expect(await answer.json(), path).toMatchObject({ requestId: expect.any(String) })
  }
})

test.describe('a server of its own', () => {
  test.use({ baseURL: undefined })

  test('tells whoever calls too fast when to come back, and lets the others pass', async ({
    page,
    startServer,
  }) => {
    const server = await startServer({ env: { API_CALLS_PER_MINUTE: '5' } })
    const db = await TestDatabase.open(server.directory)
    const [one, two] = [await db.organization(), await db.organization()]
    const api = script(page, one, server.url)
    for (let n = 0; n < 5; n += 1) expect((await api('/accounts')).status()).toBe(200)
    const before = await db.rows(everything, [one.organizationId])
    const late = await api('/accounts', { method: 'POST', data: { externalId: 'late' } })
    expect(late.status()).toBe(429)
    expect(await late.json()).toEqual({
      requestId: late.headers()['x-request-id'],
      message: expect.any(String),
    })
    expect(Number(late.headers()['retry-after'])).toBeGreaterThan(0)
    expect(Number(late.headers()['retry-after'])).toBeLessThanOrEqual(60)
    expect(await db.rows(everything, [one.organizationId])).toEqual(before)
    expect((await script(page, two, server.url)('/accounts')).status()).toBe(200)
    const stranger = { userSecret: 'x', organizationSecret: 'y' }
    const statuses: number[] = []
    for (let n = 0; n < 7; n += 1) {
      statuses.push((await script(page, stranger, server.url)('/accounts')).status())
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect((await script(page, two, server.url)('/accounts')).status()).toBe(200)
    await db.close()
  })
})

const MEGABYTE = Buffer.alloc(1024 * 1024, 'x')

/** Sends 60 MB as fast as they are taken, and tells what came back. */
function pour(url: string, method: string, headers: http.OutgoingHttpHeaders) {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const request = http.request(url, { method, headers }, async (answer) => {
      const body = (await answer.toArray()).join('')
      resolve({ status: answer.statusCode, body })
      request.destroy()
    })
    // Once the answer is there, a connection that ends is none of our business.
    request.on('error', reject)
    let left = 60
    const more = () => {
      while (left > 0) {
        left -= 1
        if (!request.write(MEGABYTE)) return
      }
      request.end()
    }
    request.on('drain', more)
    more()
  })
}

for (const length of ['with its length', 'without its length']) {
  test(`60 MB ${length} are refused with 413, and nothing is stored`, async ({
    page,
    organization,
    db,
    baseURL,
  }) => {
    const headers = {
      ...authorization(organization),
      'Content-Type': 'application/json',
      ...(length === 'with its length' ? { 'Content-Length': 60 * MEGABYTE.length } : {}),
    }
    const before = await db.rows(everything, [organization.organizationId])
    for (const [method, path] of [
      ['POST', '/accounts'],
      ['POST', '/organizations/users'],
      ['PATCH', `/accounts/${organization.accountId}`],
    ] as const) {
      const { status, body } = await pour(`${baseURL}/elements/api-v2${path}`, method, headers)
      expect(status, `${method} ${path}`).toBe(413)
      expect(JSON.parse(body)).toMatchObject({ requestId: expect.any(String) })
    }
    expect(await db.rows(everything, [organization.organizationId])).toEqual(before)
    expect((await script(page, organization)('/accounts')).status()).toBe(200)
  })
}
