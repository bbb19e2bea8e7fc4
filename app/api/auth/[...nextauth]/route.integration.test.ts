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
type Said = { status: number; body: unknown; answer: Response }

beforeEach(() => {
  browser.clearCookies()
  browser.setRequest()
})

async function call(asked: string, init?: ConstructorParameters<typeof NextRequest>[1]) {
  const [method = '', path = ''] = asked.split(' ')
  const request = new NextRequest(`http://localhost:3000/api/auth/${path}`, { method, ...init })
  const parts = path.replace(/\?.*/, '').split('/')
  const handle = method === 'GET' ? GET : POST
  const answer = await handle(request, { params: Promise.resolve({ nextauth: parts }) })
  await browser.storeCookies(answer)
  const text = await answer.clone().text()
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text, answer }
}

const post = (path: string, body: unknown): Promise<Said> =>
  call(`POST ${path}`, {
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

async function csrfToken(): Promise<string> {
  return String((await call('GET csrf')).body.csrfToken)
}

async function enter(email: string, password = make.PASSWORD): Promise<Said> {
  return post('callback/credentials', { csrfToken: await csrfToken(), email, password, json: true })
}

const sessions = (userId: number) => database().session.count({ where: { userId } })
const rows = (operation: string, organizationId: number, outcome: string) =>
  database().auditEvent.count({ where: { operation, organizationId, outcome } })

describe('a session of next-auth', () => {
  test('is a row, which its sign-out ends for good, with a row in the audit log', async () => {
    const home = await make.organization()
    expect((await enter(home.email)).body).toEqual({ url: 'http://localhost:3000/' })
    const token = browser.cookie(SESSION)?.value ?? ''
    const row = await database().session.findUniqueOrThrow({ where: { id: hashToken(token) } })
    expect(row.userId).toBe(home.userId)
    expect(browser.cookie('console-device')).toBeDefined()
    const live = await call('GET session')
    expect(live.body).toEqual({ expires: row.expiresAt.toISOString() })
    expect(live.answer.headers.getSetCookie()).toEqual([])
    const left = await post('signout', { csrfToken: await csrfToken(), json: 'true' })
    expect(left.status).toBe(200)
    expect(browser.cookie(SESSION)).toBeUndefined()
    expect(await database().session.count({ where: { id: hashToken(token) } })).toBe(0)
    expect(await rows('session.signOut', home.organizationId, 'done')).toBe(1)
  })

  test('is none for garbage, for a session that was ended and for a user who was', async () => {
    const home = await make.organization()
    const { organizationId, accountId } = home
    const user = await make.user({ organizationId, accountId })
    const tokens = ['garbage', await make.createSession(user.id)]
    await database().user.update({ where: { id: user.id }, data: { active: false } })
    for (const token of tokens) {
      const { set } = await browser.cookies()
      set(SESSION, token)
      const said = await call('GET session')
      expect([said.status, said.body]).toEqual([200, {}])
      expect(said.answer.headers.getSetCookie()).toEqual([])
    }
  })

  test('stays, and so does its cookie, when it cannot be ended just now', async () => {
    const home = await make.organization()
    await enter(home.email)
    const held = await databasePool().connect()
    await held.query('BEGIN')
    await held.query('SELECT pg_advisory_xact_lock(1, $1::int)', [home.organizationId])
    const refused = await post('signout', { csrfToken: await csrfToken() })
    await held.query('ROLLBACK')
    held.release()
    expect(refused.status).toBe(503)
    expect(browser.cookie(SESSION)).toBeDefined()
    expect(await sessions(home.userId)).toBe(2)
  })
})

describe('credentials', () => {
  test('that are wrong are refused like those of the form: 401, counted, noted', async () => {
    const home = await make.organization()
    const before = await make.databaseSnapshot()
    for (let guess = 1; guess <= 5; guess += 1) {
      expect((await enter(home.email, 'Wrong-horse-7')).status).toBe(401)
    }
    const sixth = await enter(home.email)
    expect(sixth.status).toBe(429)
    expect(Number(sixth.answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(browser.cookie(SESSION)).toBeUndefined()
    expect(await make.databaseSnapshot()).toBe(before)
    await vi.waitFor(async () =>
      expect(await rows('session.signIn', home.organizationId, 'refused')).toBe(6),
    )
  })

  test('without the token against forged requests are refused', async () => {
    const home = await make.organization()
    const before = await make.databaseSnapshot()
    const { email } = home
    const said = await post('callback/credentials', { email, password: make.PASSWORD })
    expect(said.status).toBe(403)
    expect((await post('signout', {})).status).toBe(403)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test.each([
    ['JSON that is none', '{{{'],
    ['a JSON null', 'null'],
    ['a list', '[]'],
    ['an object for a text', { callbackUrl: {} }],
    ['a number for a text', { email: 1 }],
  ])('%s: 400, and nothing changes', async (_, body) => {
    const before = await make.databaseSnapshot()
    expect((await post('callback/credentials', body)).status).toBe(400)
    expect((await post('signout', body)).status).toBe(400)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('of another kind or size are refused: 415, 413', async () => {
    const xml = { headers: { 'Content-Type': 'text/xml' }, body: '<a/>' }
    expect((await call('POST callback/credentials', xml)).status).toBe(415)
    expect((await post('callback/credentials', { email: 'x'.repeat(70_000) })).status).toBe(413)
  })

  test.each(['https://elsewhere.example/', '//elsewhere.example', 'no address', '/api/auth/error'])(
    'lead to %s never',
    async (callbackUrl) => {
      const home = await make.organization()
      const fields = { csrfToken: await csrfToken(), email: home.email, password: make.PASSWORD }
      const said = await post('callback/credentials', { ...fields, callbackUrl, json: true })
      const url = new URL(Object(said.body).url)
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
])('%s is not served: 404 in JSON', async (asked) => {
  const said = await call(asked)
  expect(said.status).toBe(404)
  expect(said.body).toEqual({ requestId: 'test', message: 'There is nothing here.' })
})

test('a cookie of garbage is a bad request at most', async () => {
  const { set } = await browser.cookies()
  set('next-auth.callback-url', 'garbage')
  set('next-auth.csrf-token', '|||')
  for (const asked of ['GET csrf', 'GET providers', 'GET session']) {
    expect((await call(asked)).status).toBeLessThan(500)
  }
})
