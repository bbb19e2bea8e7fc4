import http from 'node:http'
import type { Page } from '@playwright/test'
import { continueSession, openAs } from '@/e2e/support/open'
import { signIn } from '@/e2e/support/sign-in'
import { expect, test } from '@/e2e/support/test'
import { TestDatabase } from '@/e2e/support/test-db'

type Secrets = { userSecret: string; organizationSecret: string }
type Sent = { method?: string; data?: object; headers?: { [name: string]: string } }

const authorization = ({ userSecret, organizationSecret }: Secrets) => ({
  Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
})

/** Calls the API with the secrets of this organization. */
function apiFor(page: Page, secrets: Secrets, url = '') {
  return (path: string, { headers, ...sent }: Sent = {}) =>
    page.request.fetch(`${url}/elements/api-v2${path}`, {
      headers: { ...authorization(secrets), ...headers },
      ...sent,
    })
}

const organizationRows = `SELECT
  (SELECT json_agg(o ORDER BY id) FROM organizations o WHERE id = $1) AS organization,
  (SELECT json_agg(a ORDER BY id) FROM accounts a WHERE organization_id = $1) AS accounts,
  (SELECT json_agg(u ORDER BY id) FROM users u WHERE organization_id = $1) AS users`

test('an account deleted in the console can be reactivated by the API', async ({
  page,
  organization,
  db,
  browser,
  guard,
}) => {
  // Chuck has no access to the console.
  guard.expectStatus(403)
  const api = apiFor(page, organization)
  const { organizationId } = organization
  const { id } = await db.account(organizationId, { name: 'Northwind' })
  const owner = { organizationId, accountId: id }
  const chuck = await db.user(owner, { firstName: 'Chuck', lastName: 'Norris' })
  const inactive = await db.user(owner, { firstName: 'Rip', active: false })
  const userPage = await (await browser.newContext()).newPage()
  await openAs(page, organization)
  await openAs(userPage, await db.session(chuck.id), page.url())

  await test.step('After its deletion it is not listed, its users are signed out, and the API returns it', async () => {
    await page.goto(`/security/accounts/${id}/delete`)
    await page.getByRole('button', { name: 'Delete Account' }).click()
    await expect(page.getByText('“Northwind” was deleted.').first()).toBeVisible()
    await userPage.reload()
    await expect(userPage.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    expect(await (await api(`/accounts/${id}`)).json()).toMatchObject({ id, active: false })
    const listed = await (await api("/accounts?where=name='Northwind'")).json()
    expect(listed).toEqual([])
    guard.expectStatus(404)
    expect((await page.goto(`/security/accounts/${id}`))?.status()).toBe(404)
  })
  await test.step('Its users cannot be activated before the account', async () => {
    const data = { active: true }
    const rejected = await api(`/accounts/${id}/users/${chuck.id}`, { method: 'PATCH', data })
    expect(rejected.status()).toBe(409)
  })
  await test.step('PATCH reactivates it with its users inactive', async () => {
    const reactivated = await api(`/accounts/${id}`, { method: 'PATCH', data: { active: true } })
    expect(await reactivated.json()).toMatchObject({ id, active: true, name: 'Northwind' })
    await page.goto(`/security/accounts/${id}`)
    await expect(page.getByRole('row', { name: /Chuck/ })).toContainText('Inactive')
    await expect(page.getByRole('row', { name: /Rip/ })).toContainText('Inactive')
  })
  await test.step('PATCH reactivates each user, who can sign in again', async () => {
    for (const user of [chuck.id, inactive.email]) {
      const data = { active: true }
      const reactivated = await api(`/accounts/${id}/users/${user}`, { method: 'PATCH', data })
      expect(await reactivated.json()).toMatchObject({ active: true })
    }
    await page.reload()
    await expect(page.getByText('Inactive', { exact: true })).toHaveCount(0)
    await signIn(userPage, chuck)
    await expect(userPage.getByRole('heading', { level: 1 })).toHaveText('No access')
  })
  await test.step('Deleted by the API, it disappears from the console', async () => {
    const deleted = await api(`/accounts/${id}`, { method: 'DELETE' })
    expect(await deleted.text()).toBe('')
    await page.goto('/security/accounts')
    await expect(page.getByRole('link', { name: 'Northwind' })).toHaveCount(0)
    await userPage.reload()
    await expect(userPage.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  })
  await userPage.context().close()
})

test('a session does not open the API, and secrets do not open the console', async ({
  page,
  organization,
}) => {
  await continueSession(page, organization)
  const withSession = await page.request.get('/elements/api-v2/accounts')
  expect(withSession.status()).toBe(401)
  expect(withSession.headers()).not.toHaveProperty('set-cookie')
  await page.context().clearCookies()
  const withSecrets = await page.request.get('/security/accounts', {
    headers: authorization(organization),
    maxRedirects: 0,
  })
  expect(withSecrets.status()).toBeGreaterThanOrEqual(300)
  expect(withSecrets.status()).toBeLessThan(404)
})

test('every response has its own request ID, in its header and its body', async ({
  page,
  organization,
}) => {
  const api = apiFor(page, organization)
  const responses = [
    await api('/accounts/2000000000'),
    await api('/nothing'),
    await api('/accounts', { method: 'PUT' }),
    await api('/accounts', { method: 'POST', data: {} }),
    await api('/accounts', { headers: { Authorization: 'User x' } }),
  ]
  expect(responses.map((response) => response.status())).toEqual([404, 404, 405, 400, 401])
  const ids = await Promise.all(
    responses.map(async (response) => {
      const { requestId } = await response.json()
      expect(response.headers()).toMatchObject({
        'x-request-id': requestId,
        'elements-request-id': requestId,
      })
      expect(response.headers()).toMatchObject({ 'x-content-type-options': 'nosniff' })
      return requestId
    }),
  )
  expect(new Set(ids).size).toBe(ids.length)
  const forged = await api('/accounts', { headers: { 'X-Request-Id': 'mine' } })
  expect(forged.headers()['x-request-id']).not.toBe('mine')
})

test('HEAD returns the headers of GET without a body', async ({ page, organization }) => {
  const api = apiFor(page, organization)
  const path = `/accounts/${organization.accountId}`
  const [get, head] = [await api(path), await api(path, { method: 'HEAD' })]
  expect(head.status()).toBe(200)
  expect(head.headers()).toMatchObject({ etag: get.headers().etag ?? 'none' })
  expect(await head.text()).toBe('')
})

test('unknown paths below the API are answered by the API', async ({ page, organization }) => {
  const api = apiFor(page, organization)
  for (const path of ['', '/', '/openapi.jsonx', '/openapi.json/x']) {
    const response = await api(path)
    expect(response.status(), path).toBe(404)
    expect(await response.json(), path).toMatchObject({ requestId: expect.any(String) })
  }
})

test.describe('with its own server', () => {
  test.use({ baseURL: undefined })

  test('a page of a named site can call the API, and no other', async ({
    page,
    startServer,
    guard,
  }) => {
    guard.expectStatus(401, 404, 412)
    guard.expectConsole(/blocked by CORS policy|net::ERR_FAILED/)
    const blank = http.createServer((_, response) => response.end('<title>App</title>'))
    await new Promise<void>((resolve) => blank.listen(0, '127.0.0.1', resolve))
    const address = blank.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const server = await startServer({ env: { CORS_ORIGINS: `http://127.0.0.1:${port}` } })
    const db = await TestDatabase.open(server.directory)
    const organization = await db.organization()
    const { id } = await db.account(organization.organizationId, { name: 'Northwind' })
    const change = () =>
      page.evaluate(
        async ([url = '', secrets = '']) => {
          const headers = { Authorization: secrets, 'Content-Type': 'application/json' }
          const sent = { method: 'PATCH', headers, body: '{"description":"From a page"}' }
          const send = (to: string, init: RequestInit) => fetch(to, init).catch(() => undefined)
          const changed = await send(url, { ...sent, headers: { ...headers, 'If-Match': '"1"' } })
          const stale = await send(url, { ...sent, headers: { ...headers, 'If-Match': '"1"' } })
          return {
            statuses: [changed?.status, stale?.status],
            etag: changed?.headers.get('etag'),
            requestId: stale?.headers.get('elements-request-id'),
          }
        },
        [`${server.url}/elements/api-v2/accounts/${id}`, authorization(organization).Authorization],
      )
    await page.goto(`http://localhost:${port}`)
    expect(await change()).toMatchObject({ statuses: [undefined, undefined] })
    await page.goto(`http://127.0.0.1:${port}`)
    expect(await change()).toEqual({
      statuses: [200, 412],
      etag: '"2"',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    blank.close()
    await db.close()
  })

  test('a caller over the rate limit gets 429 with Retry-After, and others are not affected', async ({
    page,
    startServer,
  }) => {
    const server = await startServer({ env: { API_CALLS_PER_MINUTE: '5' } })
    const db = await TestDatabase.open(server.directory)
    const [first, second] = [await db.organization(), await db.organization()]
    const api = apiFor(page, first, server.url)
    for (let n = 0; n < 5; n += 1) expect((await api('/accounts')).status()).toBe(200)
    const before = await db.rows(organizationRows, [first.organizationId])
    const limited = await api('/accounts', { method: 'POST', data: { externalId: 'late' } })
    expect(limited.status()).toBe(429)
    expect(await limited.json()).toEqual({
      requestId: limited.headers()['x-request-id'],
      message: expect.any(String),
    })
    expect(Number(limited.headers()['retry-after'])).toBeGreaterThan(0)
    expect(Number(limited.headers()['retry-after'])).toBeLessThanOrEqual(60)
    expect(await db.rows(organizationRows, [first.organizationId])).toEqual(before)
    expect((await apiFor(page, second, server.url)('/accounts')).status()).toBe(200)
    const stranger = { userSecret: 'x', organizationSecret: 'y' }
    const statuses: number[] = []
    for (let n = 0; n < 7; n += 1) {
      statuses.push((await apiFor(page, stranger, server.url)('/accounts')).status())
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect((await apiFor(page, second, server.url)('/accounts')).status()).toBe(200)
    await db.close()
  })
})

const MEGABYTE = Buffer.alloc(1024 * 1024, 'x')

/** Sends 60 MB as fast as the server reads them, and returns its response. */
function sendLargeBody(url: string, method: string, headers: http.OutgoingHttpHeaders) {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const request = http.request(url, { method, headers }, async (response) => {
      const body = (await response.toArray()).join('')
      resolve({ status: response.statusCode, body })
      request.destroy()
    })
    // After the response, this does nothing: the server may close the connection.
    request.on('error', reject)
    let left = 60
    const sendMore = () => {
      while (left > 0) {
        left -= 1
        if (!request.write(MEGABYTE)) return
      }
      request.end()
    }
    request.on('drain', sendMore)
    sendMore()
  })
}

for (const length of ['with Content-Length', 'without Content-Length']) {
  test(`a body of 60 MB ${length} is rejected with 413, and nothing is stored`, async ({
    page,
    organization,
    db,
    baseURL,
  }) => {
    const headers = {
      ...authorization(organization),
      'Content-Type': 'application/json',
      ...(length === 'with Content-Length' ? { 'Content-Length': 60 * MEGABYTE.length } : {}),
    }
    const before = await db.rows(organizationRows, [organization.organizationId])
    for (const [method, path] of [
      ['POST', '/accounts'],
      ['POST', '/organizations/users'],
      ['PATCH', `/accounts/${organization.accountId}`],
    ] as const) {
      const { status, body } = await sendLargeBody(
        `${baseURL}/elements/api-v2${path}`,
        method,
        headers,
      )
      expect(status, `${method} ${path}`).toBe(413)
      expect(JSON.parse(body)).toMatchObject({ requestId: expect.any(String) })
    }
    expect(await db.rows(organizationRows, [organization.organizationId])).toEqual(before)
    expect((await apiFor(page, organization)('/accounts')).status()).toBe(200)
  })
}

test('a navigation with a malformed router state is a bad request', async ({ page }) => {
  const headers = { RSC: '1', 'Next-Router-State-Tree': '{' }
  for (const path of ['/login', '/docs/api', '/security/accounts']) {
    expect((await page.request.get(path, { headers })).status(), path).toBe(400)
  }
  expect((await page.request.get('/login', { headers: { RSC: '1' } })).status()).toBe(200)
})

test('a form that is no action is a bad request', async ({ page, server }) => {
  const headers = { Origin: server.url, 'Content-Type': 'multipart/form-data; boundary=x' }
  const form = { headers, data: '--x\r\nContent-Disposition: form-data; name="$ACTION_ID_0"\r\n' }
  expect((await page.request.post('/login', form)).status()).toBe(400)
})

test('a request that offers an upgrade is answered as usual', async ({ page }) => {
  await page.request.get('/login')
  const headers = { Connection: 'Upgrade', Upgrade: 'websocket' }
  expect((await page.request.get('/login', { headers, timeout: 5_000 })).status()).toBe(200)
})

test('the OpenAPI document is made by the build and not for each request', async ({ page }) => {
  const response = await page.request.get('/elements/api-v2/openapi.json')
  expect(response.headers()['x-nextjs-cache']).toBe('HIT')
})
