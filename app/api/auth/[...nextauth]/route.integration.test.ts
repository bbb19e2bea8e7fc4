import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { GET, POST } from '@/app/api/auth/[...nextauth]/route'
import { hashToken } from '@/lib/auth/tokens'
import { database, databasePool } from '@/lib/db/client'
import * as make from '@/lib/testing/factories'
import * as browser from '@/lib/testing/next-request'

vi.mock('next/headers', () => import('@/lib/testing/next-request'))
process.env.NEXTAUTH_URL = 'http://localhost:3000'

const SESSION = 'console-session'
type AuthResponse = { status: number; body: unknown; headers: Headers }

beforeEach(() => {
  browser.clearCookies()
  browser.setRequest()
})

async function call(endpoint: string, init?: ConstructorParameters<typeof NextRequest>[1]) {
  const [method = '', path = ''] = endpoint.split(' ')
  const request = new NextRequest(`http://localhost:3000/api/auth/${path}`, { method, ...init })
  const segments = path.replace(/\?.*/, '').split('/')
  const handler = method === 'GET' ? GET : POST
  const response = await handler(request, { params: Promise.resolve({ nextauth: segments }) })
  const { status, headers } = response
  const text = await response.text()
  return { status, headers, body: text.startsWith('{') ? JSON.parse(text) : text }
}

const post = (path: string, body: unknown): Promise<AuthResponse> =>
  call(`POST ${path}`, {
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

async function csrfToken(): Promise<string> {
  return String((await call('GET csrf')).body.csrfToken)
}

async function signIn(email: string, password = make.PASSWORD): Promise<AuthResponse> {
  browser.setRequest({ 'x-request-id': randomUUID() })
  return post('callback/credentials', { csrfToken: await csrfToken(), email, password, json: true })
}

const sessions = (userId: number) => database().session.count({ where: { userId } })
const auditRows = (operation: string, organizationId: number, outcome: string) =>
  database().auditEvent.count({ where: { operation, organizationId, outcome } })

describe('a session', () => {
  test('is a row that a sign-out deletes and audits', async () => {
    const home = await make.organization()
    expect((await signIn(home.email)).body).toEqual({ url: 'http://localhost:3000' })
    const token = browser.cookie(SESSION)?.value ?? ''
    const row = await database().session.findUniqueOrThrow({ where: { id: hashToken(token) } })
    expect(row.userId).toBe(home.userId)
    expect(browser.cookie('console-device')).toBeDefined()
    const idleEnd = new Date(row.lastUsedAt.getTime() + 30 * 60_000)
    expect((await call('GET session')).body).toEqual({ expires: idleEnd.toISOString() })
    const signOut = await post('signout', { csrfToken: await csrfToken(), json: 'true' })
    expect(signOut.status).toBe(200)
    expect(browser.cookie(SESSION)).toBeUndefined()
    expect(await database().session.count({ where: { id: hashToken(token) } })).toBe(0)
    expect(await auditRows('session.signOut', home.organizationId, 'done')).toBe(1)
  })

  test('is empty for an unknown token and for a deactivated user, whose cookie stays', async () => {
    const { organizationId, accountId } = await make.organization()
    const user = await make.user({ organizationId, accountId })
    const tokens = ['garbage', await make.createSession(user.id)]
    await database().user.update({ where: { id: user.id }, data: { active: false } })
    for (const token of tokens) {
      const { set } = await browser.cookies()
      set(SESSION, token)
      const { status, body } = await call('GET session')
      expect([status, body]).toEqual([200, {}])
      expect(browser.cookie(SESSION)?.value).toBe(token)
    }
  })

  test('stays, with its cookie, when the sign-out fails', async () => {
    const home = await make.organization()
    await signIn(home.email)
    const client = await databasePool().connect()
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock(1, $1::int)', [home.organizationId])
    const signOut = await post('signout', { csrfToken: await csrfToken() })
    await client.query('ROLLBACK')
    client.release()
    expect(signOut.status).toBe(503)
    expect(browser.cookie(SESSION)).toBeDefined()
    expect(await sessions(home.userId)).toBe(2)
  })
})

describe('credentials', () => {
  test('that are wrong get 401, then 429, and are audited', async () => {
    const home = await make.organization()
    const before = await make.databaseSnapshot()
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect((await signIn(home.email, 'Wrong-horse-7')).status).toBe(401)
    }
    const sixth = await signIn(home.email)
    expect(sixth.status).toBe(429)
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(browser.cookie(SESSION)).toBeUndefined()
    expect(await make.databaseSnapshot()).toBe(before)
    await expect.poll(() => auditRows('session.signIn', home.organizationId, 'refused')).toBe(6)
  })

  test('without a CSRF token get 403', async () => {
    const home = await make.organization()
    const before = await make.databaseSnapshot()
    const { email } = home
    const response = await post('callback/credentials', { email, password: make.PASSWORD })
    expect(response.status).toBe(403)
    expect((await post('signout', {})).status).toBe(403)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test.each([
    ['malformed JSON', '{{{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an object as a value', { callbackUrl: {} }],
    ['a number as a value', { email: 1 }],
  ])('sent as %s get 400 and change nothing', async (_, body) => {
    const before = await make.databaseSnapshot()
    expect((await post('callback/credentials', body)).status).toBe(400)
    expect((await post('signout', body)).status).toBe(400)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('of another content type get 415, and too large ones 413', async () => {
    const xml = { headers: { 'Content-Type': 'text/xml' }, body: '<a/>' }
    expect((await call('POST callback/credentials', xml)).status).toBe(415)
    expect((await post('callback/credentials', { email: 'x'.repeat(70_000) })).status).toBe(413)
  })

  test.each(['https://elsewhere.example/', '//elsewhere.example', 'not a URL', '/api/auth/error'])(
    'never lead to %s',
    async (callbackUrl) => {
      const home = await make.organization()
      const fields = { csrfToken: await csrfToken(), email: home.email, password: make.PASSWORD }
      const { body } = await post('callback/credentials', { ...fields, callbackUrl, json: true })
      const url = new URL(Object(body).url)
      expect([url.origin, url.pathname.startsWith('/api')]).toEqual([
        'http://localhost:3000',
        false,
      ])
    },
  )
})

test.each([
  'GET signin',
  'GET signout',
  'GET error',
  'GET verify-request',
  'GET callback/credentials',
  'GET _log',
  'POST _log',
  'POST session',
  'POST signin/credentials',
  'GET constructor',
])('%s answers 404 in JSON', async (endpoint) => {
  const { status, body } = await call(endpoint)
  expect(status).toBe(404)
  expect(body).toEqual({ requestId: 'test', message: 'Not found.' })
})

test('malformed cookies are ignored', async () => {
  const { set } = await browser.cookies()
  set('next-auth.callback-url', 'garbage')
  set('next-auth.csrf-token', '|||')
  for (const endpoint of ['GET csrf', 'GET providers', 'GET session']) {
    expect((await call(endpoint)).status).toBe(200)
  }
})
