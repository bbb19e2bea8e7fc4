import { finished } from 'node:stream/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { sessionCookie } from '@/lib/auth/cookies'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import * as make from '@/lib/testing/factories'
import { listenDuringTests, sendLines } from '@/lib/testing/raw-http'
import { appendToErrorPage, markActionReached } from '@/lib/transport/status'
import { currentSubmission } from '@/lib/transport/submission'
import { createHttpServer } from '@/server/http'
import type { Handler } from '@/server/options'

// A stand-in for Next that responds by path.
const pages: Handler = async (request, response) => {
  if (request.url === '/unavailable') {
    throw new AppError('unavailable', 'Later.', { retryAfter: 2 })
  }
  if (request.url === '/half') return void response.write('half a response')
  if (request.url?.endsWith('failing-action')) markActionReached()
  if (request.url?.endsWith('failing-document')) {
    appendToErrorPage('<noscript>It failed.</noscript>')
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
  }
  if (request.url?.includes('failing')) response.statusCode = 500
  if (request.url === '/login?submission') {
    await finished(request.resume())
    response.write(JSON.stringify((await currentSubmission()) ?? 'no submission'))
  }
  response.end(`the page of ${request.url}`)
}

const appUrl = 'https://accounts.example.com'
const listening = { host: '127.0.0.1', port: 3000 }
const production = { ...listening, appUrl, development: false, secure: true, proxies: 0 }
const server = createHttpServer(pages, production)
const developmentServer = createHttpServer(pages, { ...production, development: true })
const servers = [server, developmentServer]
listenDuringTests(servers)

const responseEnd = /the page of|"\}$|\r\n0\r\n\r\n$/

/** What the server answers to these lines, byte for byte. */
function send(...lines: string[]): Promise<string> {
  return sendLines(server, { lines, end: responseEnd })
}

const host = 'Host: accounts.example.com'
const origin = 'Origin: https://accounts.example.com'

describe('the response', () => {
  test.each([
    ['a malformed escape', 400, ['GET /security/accounts/%E0%A4%A HTTP/1.1', host]],
    ['an asterisk', 400, ['GET * HTTP/1.1', host]],
    ['OPTIONS of an asterisk', 400, ['OPTIONS * HTTP/1.1', host]],
    ['no Host header', 400, ['GET / HTTP/1.1']],
    ['an unknown HTTP version', 400, ['GET / HTTP/9.9', host]],
    ['a line that is no header', 400, ['GET / HTTP/1.1', host, 'no header']],
    ['PUT of a page', 405, ['PUT /login HTTP/1.1', host, 'Content-Length: 0']],
    ['PROPFIND of a page', 405, ['PROPFIND /login HTTP/1.1', host]],
    ['TRACE of an API path', 405, ['TRACE /elements/api-v2/accounts HTTP/1.1', host]],
    ['CONNECT', 405, ['CONNECT example.com:443 HTTP/1.1', host]],
    ['a chunked form', 411, ['POST /login HTTP/1.1', host, 'Transfer-Encoding: chunked']],
    ['a body that is too large', 413, ['POST /login HTTP/1.1', host, 'Content-Length: 99999']],
    ['an unknown expectation', 417, ['GET / HTTP/1.1', host, 'Expect: miracles']],
    ['headers that are too large', 431, ['GET / HTTP/1.1', host, `X: ${'a'.repeat(20_000)}`]],
  ])('to %s is a %i in JSON with the headers of every response', async (_, status, lines) => {
    const response = await send(...lines)
    expect(response.startsWith(`HTTP/1.1 ${status} `)).toBe(true)
    expect(response).toMatch(/^Content-Security-Policy: .*frame-ancestors 'none'/m)
    expect(response).toMatch(/^Strict-Transport-Security: /m)
    expect(response).toMatch(/^X-Request-Id: [0-9a-f-]{36}\r$/m)
    expect(response).toMatch(/\{"requestId":"[0-9a-f-]{36}","message":".*\."\}/)
  })

  test('405 lists the methods that pages support', async () => {
    const response = await send('DELETE /login HTTP/1.1', host)
    expect(response).toMatch(/^Allow: GET, HEAD, POST\r$/m)
  })

  test.each([
    ['64 KB', '/login', 64 * 1024 + 1],
    ['26 MB', '/security/accounts/import', 26 * 1024 * 1024 + 1],
  ])('413 states the limit: %s', async (limit, path, length) => {
    const response = await send(`POST ${path} HTTP/1.1`, host, `Content-Length: ${length}`)
    expect(response).toContain(`"message":"The body is larger than ${limit}."`)
  })

  test('503 of the database says when to try again', async () => {
    const response = await send('GET /unavailable HTTP/1.1', host)
    expect(response.startsWith('HTTP/1.1 503 ')).toBe(true)
    expect(response).toMatch(/^Retry-After: 2\r$/im)
    expect(response).toContain('"message":"Later."')
  })

  test('is never written into another response that has begun', async () => {
    const response = await sendLines(server, {
      lines: ['GET /half HTTP/1.1', host],
      end: /HTTP\/1\.1.*HTTP\/1\.1/s,
      reply: (received) => (received.includes('half') ? 'not a request\r\n\r\n' : undefined),
    })
    expect(response).toContain('half a response')
    expect(response.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })
})

test('a request whose client disconnects is logged, too', async () => {
  const info = vi.spyOn(log, 'info')
  await sendLines(server, { lines: ['GET /half HTTP/1.1', host], end: /half/ })
  const logged = { method: 'GET', path: '/half', status: 200, disconnected: true }
  await expect.poll(() => info).toHaveBeenCalledWith(expect.objectContaining(logged))
  info.mockRestore()
})

describe('a 500 of Next', () => {
  const form = (path: string) => [`POST ${path} HTTP/1.1`, host, origin, 'Content-Length: 0']

  test.each([
    ['a form that it cannot parse', 400, form('/login?failing')],
    ['a navigation that it cannot parse', 400, ['GET /login?failing HTTP/1.1', host, 'RSC: 1']],
    ['an action that fails', 500, form('/login?failing-action')],
    ['a page that fails', 500, ['GET /login?failing HTTP/1.1', host]],
  ])('to %s is answered as %d', async (_, status, lines) => {
    const response = await send(...lines)
    expect(response.startsWith(`HTTP/1.1 ${status} `)).toBe(true)
  })
})

describe('a page that failed to render', () => {
  test('is completed with what people without JavaScript read', async () => {
    const response = await send('GET /login?failing-document HTTP/1.1', host)
    expect(response.startsWith('HTTP/1.1 500 ')).toBe(true)
    expect(response).toContain('<noscript>It failed.</noscript>')
  })
})

describe('a form that a browser submits by itself', () => {
  const fields = { $ACTION_KEY: 'k1', name: 'Two\r\nlines', password: 'Round-house-7' }
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const body = `${parts.join('')}--edge--\r\n`
  const head = [
    'POST /login?submission HTTP/1.1',
    host,
    origin,
    'Content-Type: multipart/form-data; boundary=edge',
    `Content-Length: ${body.length}`,
  ]
  test('can be offered again by its page, without passwords', async () => {
    const response = await send(...head, '', body)
    expect(response).toContain(
      JSON.stringify({
        fields: [
          ['$ACTION_KEY', 'k1'],
          ['name', 'Two\r\nlines'],
        ],
        hadSecrets: true,
      }),
    )
  })

  test('is not kept when a script sends it', async () => {
    const response = await send(...head, 'Next-Action: a', '', body)
    expect(response).toContain('no submission')
    expect(response).not.toContain('Round-house')
  })
})

describe('a large file', () => {
  const path = '/security/accounts/import'
  const upload = [
    `POST ${path} HTTP/1.1`,
    host,
    origin,
    'Content-Type: multipart/form-data; boundary=x',
    'Content-Length: 99999',
  ]
  const cookieOf = async (userId: number) =>
    `Cookie: ${sessionCookie().name}=${await make.createSession(userId)}`

  test('from any other user is rejected before it is read', async () => {
    const { organizationId, accountId } = await make.organization()
    const user = await make.user({ organizationId, accountId })
    const response = await send(...upload, await cookieOf(user.id))
    expect(response.startsWith('HTTP/1.1 403 ')).toBe(true)
  })

  test('without a session leads to the sign-in page and back', async () => {
    const login = '/login?next=%2Fsecurity%2Faccounts%2Fimport'
    const form = await send(...upload)
    expect(form.startsWith('HTTP/1.1 303 ')).toBe(true)
    expect(form).toContain(`Location: ${login}\r\n`)
    const actionCall = await send(...upload, 'Next-Action: 0')
    expect(actionCall.startsWith('HTTP/1.1 401 ')).toBe(true)
    expect(actionCall).toContain(`x-action-redirect: ${login};push\r\n`)
  })
})

describe('a rejected request whose body is still on its way', () => {
  const rest = 'x'.repeat(99_999)
  const next = ['GET /login HTTP/1.1', host, '', ''].join('\r\n')
  const length = 'Content-Length: 99999'

  test.each([
    ['without a session', 303, ['POST /security/accounts/import HTTP/1.1', host, origin, length]],
    ['of another site', 403, ['POST /security/accounts/import HTTP/1.1', host, length]],
    ['that is too large', 413, ['POST /login HTTP/1.1', host, origin, length]],
    ['to no page', 405, ['POST /icon.svg/import HTTP/1.1', host, origin, 'Content-Length: 9']],
    ['to the API', 413, ['POST /elements/api-v2/accounts HTTP/1.1', host, length]],
  ])('%s gets the answer, and the connection stays', async (_, status, lines) => {
    const bodyLength = lines.some((line) => line === length) ? 99_999 : 9
    let isAnswered = false
    const response = await sendLines(server, {
      lines,
      end: /the page of/,
      reply: (received) => {
        if (isAnswered || !received.includes('\r\n\r\n')) return undefined
        isAnswered = true
        return rest.slice(0, bodyLength) + next
      },
    })
    expect(response.startsWith(`HTTP/1.1 ${status} `)).toBe(true)
    expect(response).toContain('the page of /login')
  })
})

describe('a request', () => {
  test.each([
    ['/login', ['GET /login HTTP/1.1', host]],
    ['/login?a=%E0%A4%A', ['GET /login?a=%E0%A4%A HTTP/1.1', host]],
    ['/login', ['GET http://accounts.example.com/login HTTP/1.1', host]],
    ['/?a', ['GET http://accounts.example.com?a HTTP/1.1', host]],
    ['/', ['GET / HTTP/1.0']],
    ['/', ['GET / HTTP/1.1', host, 'Content-Length: 0', 'Expect: 100-continue']],
    ['/', ['GET / HTTP/1.1', host, 'Connection: Upgrade', 'Upgrade: websocket']],
  ])('for %s reaches its page: %j', async (path, lines) => {
    expect(await send(...lines)).toContain(`the page of ${path}`)
  })
})

describe('an API call', () => {
  const lines = ['GET /elements/api-v2/accounts HTTP/1.1', host]
  const site = 'Origin: https://app.example.com'

  afterEach(() => {
    delete env().CORS_ORIGINS
  })

  test.each([
    ['GET /elements/api-v2/accounts HTTP/1.1', 401],
    ['TRACE /elements/api-v2/accounts HTTP/1.1', 405],
    ['POST /elements/api-v2/accounts HTTP/1.1', 413],
  ])('%s is answered with its request ID, for the sites that may read it', async (line, status) => {
    env().CORS_ORIGINS = ['https://app.example.com']
    const response = await send(line, host, site, `Content-Length: ${status === 413 ? 99_999 : 0}`)
    expect(response.startsWith(`HTTP/1.1 ${status} `)).toBe(true)
    const [, requestId] = /^Elements-Request-Id: (\S+)\r$/im.exec(response) ?? []
    expect(response).toContain(`{"requestId":"${requestId}"`)
    expect(response).toMatch(/^Access-Control-Allow-Origin: https:\/\/app\.example\.com\r$/im)
    expect(response).toMatch(/^Vary: Origin\r$/im)
  })

  test('of another site and a page are answered without permission', async () => {
    env().CORS_ORIGINS = ['https://app.example.com']
    expect(await send(...lines, 'Origin: null')).not.toMatch(/Access-Control/i)
    expect(await send('GET /login HTTP/1.1', host, site)).not.toMatch(/Access-Control|Elements-/i)
  })

  test('a preflight needs no secrets', async () => {
    env().CORS_ORIGINS = ['https://app.example.com']
    const sent = 'OPTIONS /elements/api-v2/accounts HTTP/1.1'
    const end = 'Connection: close'
    const response = await send(sent, host, site, 'Access-Control-Request-Method: PUT', end)
    expect(response.startsWith('HTTP/1.1 204 ')).toBe(true)
    expect(response).toMatch(/^Access-Control-Allow-Methods: .*PUT/im)
  })

  test('may end with one slash, and no more', async () => {
    const withSlash = 'GET /elements/api-v2/accounts/?pageSize=1 HTTP/1.1'
    const response = await sendLines(developmentServer, {
      lines: [withSlash, host],
      end: responseEnd,
    })
    expect(response).toContain('the page of /elements/api-v2/accounts?pageSize=1')
    const { userSecret, organizationSecret } = await make.organization()
    const secrets = `Authorization: User ${userSecret}, Organization ${organizationSecret}`
    for (const path of ['accounts//', '/accounts', '/accounts/']) {
      const request = [`GET /elements/api-v2/${path} HTTP/1.1`, host, secrets]
      for (const each of servers) {
        expect(await sendLines(each, { lines: request, end: responseEnd })).toMatch(
          /^HTTP\/1\.1 404 /,
        )
      }
    }
  })

  test('is taken as it is written: no segment leads to another record', async () => {
    const { userSecret, organizationSecret, organizationId } = await make.organization()
    const { id } = await make.account(organizationId)
    const user = await make.user({ organizationId, accountId: id })
    const secrets = `Authorization: User ${userSecret}, Organization ${organizationSecret}`
    const before = await make.databaseSnapshot()
    for (const path of [
      `accounts/${id}/users/..`,
      `accounts/${id}/users/%2e%2E/`,
      `accounts/${id}/users/.`,
      `accounts/${id}/users/x\\..\\..`,
      `accounts/${id}#/users/1`,
      `accounts/${id}/%2e?`,
      `accounts/../users/${user.id}`,
      `users/x/../${user.id}`,
      `users\\${user.id}`,
      `users/.%2e/users/${user.id}`,
      `../api-v2/users/${user.id}`,
      `../../elements/api-v2/users/${user.id}`,
    ]) {
      const response = await send(`DELETE /elements/api-v2/${path} HTTP/1.1`, host, secrets)
      expect(response, path).toMatch(/^HTTP\/1\.1 404 /)
    }
    const role = `DELETE /elements/api-v2/accounts/${id}/roles/.. HTTP/1.1`
    expect(await send(role, host, secrets)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('may have # in a condition', async () => {
    const { userSecret, organizationSecret } = await make.organization()
    const secrets = `Authorization: User ${userSecret}, Organization ${organizationSecret}`
    const line = "GET /elements/api-v2/accounts?where=name='a#b'&pageSize=0 HTTP/1.1"
    expect(await send(line, host, secrets)).toContain('"message":"pageSize: must be')
  })

  test('is answered without Next in production', async () => {
    expect(await send(...lines)).toContain('"message":"Send the secrets of')
  })

  test('is answered by Next in development', async () => {
    const response = await sendLines(developmentServer, { lines, end: responseEnd })
    expect(response).toContain('the page of /elements/api-v2/accounts')
  })
})
