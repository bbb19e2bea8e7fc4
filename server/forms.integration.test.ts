import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { listenDuringTests, sendLines } from '@/lib/testing/raw-http'
import { createHttpServer } from '@/server/http'
import type { Handler } from '@/server/options'

// A stand-in for Next that sends the body back and lets caches keep it.
const pages: Handler = async (request, response) => {
  const isRead = Readable.isDisturbed(request)
  const body = await text(request)
  if (isRead) response.setHeader('X-Body-Read', 'yes')
  response.setHeader('Cache-Control', 's-maxage=31536000')
  if (request.url?.includes('failing')) response.statusCode = 500
  if (request.url?.endsWith('.svg')) response.setHeader('Content-Type', 'image/svg+xml')
  response.end(`the page got ${body.length}: ${body.slice(-20)}the end`)
}

const server = createHttpServer(pages, {
  host: '127.0.0.1',
  port: 3000,
  development: false,
  secure: false,
  proxies: 0,
})
listenDuringTests([server])

const own = 'Origin: http://localhost:3000'
const foreign = 'Origin: http://evil.test'

function post(path: string, headers: string[], body = ''): Promise<string> {
  const head = [`POST ${path} HTTP/1.1`, 'Host: localhost:3000', ...headers]
  const lines = [...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body]
  return sendLines(server, { lines, end: /the end|"\}$/ })
}

const statusOf = async (response: Promise<string>) => Number((await response).split(' ')[1])

function multipart(...fields: [string, string][]): { type: string; body: string } {
  const parts = fields.map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return {
    type: 'Content-Type: multipart/form-data; boundary=x',
    body: `${parts.join('')}--x--\r\n`,
  }
}

test.each([
  '/',
  '/login',
  '/login?next=%2Fprofile',
  '/setup?token=a',
  '/sign-out/confirm',
  '/security/accounts',
  '/security/accounts/1',
  '/security/accounts/1/users/2/delete',
  '/security/unknown',
])('a form can be sent to %s', async (path) => {
  const response = await post(path, [own])
  expect(response).toMatch(/^HTTP\/1\.1 200 /)
  expect(response).toMatch(/^Cache-Control: no-store\r$/m)
  expect(await statusOf(post(path, [foreign]))).toBe(403)
  expect(await statusOf(post(path, []))).toBe(403)
})

test.each([
  '/icon.svg',
  '/favicon.ico',
  '/_next/static/chunks/a.js',
  '/_next/image',
  '/__nextjs_original-stack-frames',
  '/404',
  '/unknown',
  '/login/more',
  '/%6cogin',
  '/security/accounts/export',
  '/security/accounts/import/template',
  '/security/accounts/1/users/export',
  '/api',
  '/api/health',
  '/api/unknown',
  '/api/auth/csrf',
  '/api/auth/callback/other',
  '//login',
  '/\\login',
  '/login#',
])('no form can be sent to %s, and no cache keeps the response', async (path) => {
  for (const headers of [[own], [foreign], [], [own, 'Next-Action: 0']]) {
    const response = await post(path, headers)
    expect(response).toMatch(/^HTTP\/1\.1 405 /)
    expect(response).toMatch(/^Allow: GET, HEAD\r$/m)
    expect(response).toMatch(/^Cache-Control: no-store\r$/m)
  }
})

test.each(['/api/../login', '/api/%2e%2E/login', '/login/.', '/./login', '/api/..\\login', '/..'])(
  'the path %s is malformed',
  async (path) => {
    for (const headers of [[own], [foreign]]) {
      expect(await statusOf(post(path, headers))).toBe(400)
    }
  },
)

test('clients of next-auth send no origin, and scripts of other sites are rejected', async () => {
  for (const path of ['signout', 'callback/credentials', 'callback/second-factor'].map(
    (path) => `/api/auth/${path}`,
  )) {
    expect(await statusOf(post(path, []))).toBe(200)
    expect(await statusOf(post(path, [own]))).toBe(200)
    expect(await statusOf(post(path, [foreign]))).toBe(403)
    expect(await statusOf(post(path, ['Origin: null']))).toBe(403)
  }
})

test('route handlers, which need an unread body, get it', async () => {
  const { type, body } = multipart(['a', 'b'])
  for (const path of ['/sign-out/confirm', '/api/auth/signout']) {
    expect(await post(path, [own, type], body)).not.toContain('X-Body-Read')
  }
  expect(await post('/login', [own, type], body)).toContain('X-Body-Read')
})

describe('a form that browsers send without JavaScript', () => {
  const send = ({ type, body }: ReturnType<typeof multipart>, ...more: string[]) =>
    post('/login', [own, type, ...more], body)

  test('reaches its page as it was sent, also in many chunks', async () => {
    for (const length of [0, 10, 60_000]) {
      const form = multipart(
        ['$ACTION_REF_1', ''],
        ['$ACTION_KEY', 'k'],
        ['a', 'ä'.repeat(length / 2)],
      )
      expect(await send(form)).toContain(`the page got ${[...form.body].length}: `)
    }
  })

  const twoActions = multipart(['$ACTION_ID_a', ''], ['$ACTION_ID_b', ''])

  test('may contain what looks like the name of another action', async () => {
    const form = multipart(['$ACTION_ID_a', '$ACTION_ID_b'], ['a', '$ACTION_REF_1 $ACTION_ID_c'])
    expect(await send(form)).toContain('the page got')
  })

  test.each([
    ['names two actions', twoActions],
    ['names the same action twice', multipart(['$ACTION_ID_a', ''], ['$ACTION_ID_a', ''])],
    ['names an action in two ways', multipart(['$ACTION_REF_1', ''], ['$ACTION_ID_b', ''])],
    ['is incomplete', { ...twoActions, body: twoActions.body.slice(0, -6) }],
    ['has no boundary', { ...twoActions, type: 'Content-Type: multipart/form-data' }],
  ])('and %s is malformed', async (_, form) => {
    const response = await send(form)
    expect(response).toMatch(/^HTTP\/1\.1 400 /)
    expect(response).toContain('"message":"The form is malformed."')
  })
})

test.each(['/_global-error', '/_not-found', '/%5Fglobal-error?_rsc=1', '/_global-error.rsc'])(
  'the error page %s of Next is not a page',
  async (path) => {
    const lines = [`GET ${path} HTTP/1.1`, 'Host: localhost']
    const response = await sendLines(server, { lines, end: /the end|"\}$/ })
    expect(response).toMatch(/^HTTP\/1\.1 404 /)
    expect(response).toMatch(/^Cache-Control: no-store\r$/m)
    expect(await statusOf(post(path, [own]))).toBe(404)
  },
)

test('no cache keeps an error', async () => {
  const lines = ['GET /login?failing HTTP/1.1', 'Host: localhost']
  const failed = await sendLines(server, { lines, end: /the end/ })
  expect(failed).toMatch(/^Cache-Control: no-store\r$/m)
})

test('an icon names its charset', async () => {
  const lines = ['GET /icon.svg HTTP/1.1', 'Host: localhost']
  const icon = await sendLines(server, { lines, end: /the end/ })
  expect(icon).toMatch(/^Content-Type: image\/svg\+xml; charset=utf-8\r$/m)
})
