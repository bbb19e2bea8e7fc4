import { readFileSync } from 'node:fs'
import { continueSession, openAs } from '@/e2e/support/open'
import { expect, test } from '@/e2e/support/test'

const forged = '{"level":60,"msg":"forged"}'
const hostile = `\r\n${forged}\n\u001b[2J\u009b2J\u2028${forged}`

const announcements = /^(Ready on|Set up this installation:) \S+$/

test('behind a proxy with TLS, a form that leads to another page does so without an error', async ({
  page,
  organization,
  server,
}) => {
  await page.setExtraHTTPHeaders({
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Host': 'accounts.example.com',
    'X-Forwarded-Port': '443',
    'X-Forwarded-Ssl': 'on',
    Forwarded: 'for=203.0.113.7;host=accounts.example.com;proto=https',
  })
  const before = server.log.length
  await openAs(page, organization, '/security/accounts/new')
  await page.getByLabel('Name', { exact: true }).fill('Behind a proxy')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Behind a proxy')
  expect(server.log.slice(before)).not.toMatch(/"level":[456]0|redirect response/)
})

test('no form writes lines of the log or what a terminal obeys', async ({ server }) => {
  const manifest = readFileSync('.next/server/server-reference-manifest.json', 'utf8')
  const ids = [...Object.keys(JSON.parse(manifest).node).slice(0, 3), 'x', forged, 'a'.repeat(42)]
  const flight = [
    hostile,
    JSON.stringify(hostile),
    `[${hostile}`,
    `["$F${forged}"]`,
    '["$K1"]',
    '["$T"]',
    `{"then":${JSON.stringify(hostile)}}`,
    `["$1:${forged}"]`,
  ]
  const bodies = [
    ...flight.map((body) => ({ type: 'text/plain;charset=UTF-8', body })),
    { type: 'multipart/form-data; boundary=x', body: hostile },
    { type: `multipart/form-data; boundary=${forged}`, body: '--x' },
  ]
  const before = server.log.length
  const statuses = new Map<string, number>()
  for (const id of ids) {
    for (const { type, body } of bodies) {
      const headers = {
        Origin: server.url,
        'Next-Action': id,
        'Content-Type': type,
        'User-Agent': '\u009b2J',
        'Next-Router-State-Tree': forged,
      }
      const response = await fetch(`${server.url}/login?${encodeURIComponent(hostile)}`, {
        method: 'POST',
        headers,
        body,
      })
      statuses.set(`${response.headers.get('x-request-id')}`, response.status)
      await response.text()
    }
  }
  expect([...statuses.values()].filter((status) => status >= 500)).toEqual([])
  expect([...statuses.values()]).toContain(400)
  // The last line may arrive after its response. Next sends the form on to the page of its action,
  // which rejects it.
  const isSent = /"method":"POST","path":"\/login".*\n/g
  const posts = () => server.log.slice(before).match(isSent)?.length
  await expect.poll(posts).toBe(statuses.size)
  const output = server.log.slice(before)
  expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  const printed = output.split('\n').filter((line) => line !== '' && !announcements.test(line))
  const lines = printed.map((line) => JSON.parse(line))
  expect(lines.map(({ msg }) => msg)).not.toContain('forged')
  const logged = lines.filter(({ method, path }) => method === 'POST' && path === '/login')
  for (const { requestId, status } of logged) expect(status).toBe(statuses.get(requestId))
})

test('a form sent to a file leaves nothing in the cache of the server', async ({
  page,
  organization,
  server,
}) => {
  // An action that sets cookies makes Next refresh what it has cached.
  await continueSession(page, organization)
  for (const path of ['/icon.svg', '/favicon.ico', '/elements/api-v2/openapi.json']) {
    const headers = { Origin: server.url, 'Content-Type': 'text/plain' }
    const posted = await fetch(server.url + path, { method: 'POST', headers, body: 'x' })
    expect([posted.status, posted.headers.get('cache-control')]).toEqual([
      path.startsWith('/elements') ? 401 : 405,
      'no-store',
    ])
    expect((await fetch(server.url + path)).status, path).toBe(200)
  }
  const health = await fetch(`${server.url}/api/health`)
  expect(health.headers.get('cache-control')).toBe('no-store')
})
