import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessionCookie } from '@/lib/auth/cookies'
import { AppError } from '@/lib/errors'
import * as make from '@/lib/testing/factories'
import { createHttpServer } from '@/server/http-server'

const server = createHttpServer(
  async (request, response) => {
    if (request.url === '/gone') throw new AppError('unavailable', 'Later.', { retryAfter: 2 })
    response.end(`the page of ${request.url}`)
  },
  { development: false, secure: true, proxies: 0 },
)

let port = 0
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** What the server says to these lines, as they go over the wire. */
async function said(...lines: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (data) => {
    heard += data
    if (heard.includes('the page of')) socket.destroy()
  })
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  await once(socket, 'close')
  return heard
}

const host = 'Host: accounts.example.com'

describe('an answer', () => {
  test.each([
    [400, ['GET /security/accounts/%E0%A4%A HTTP/1.1', host]],
    [400, ['GET * HTTP/1.1', host]],
    [400, ['OPTIONS * HTTP/1.1', host]],
    [400, ['GET / HTTP/1.1']],
    [400, ['GET / HTTP/9.9', host]],
    [400, ['GET / HTTP/1.1', host, 'no header']],
    [400, ['GET / HTTP/1.1', host, 'RSC: 1', 'Next-Router-State-Tree: {']],
    [405, ['PUT /login HTTP/1.1', host, 'Content-Length: 0']],
    [405, ['PROPFIND /login HTTP/1.1', host]],
    [405, ['TRACE /elements/api-v2/accounts HTTP/1.1', host]],
    [405, ['CONNECT example.com:443 HTTP/1.1', host]],
    [411, ['POST /login HTTP/1.1', host, 'Transfer-Encoding: chunked']],
    [413, ['POST /login HTTP/1.1', host, 'Content-Length: 99999']],
    [417, ['GET / HTTP/1.1', host, 'Expect: miracles']],
    [431, ['GET / HTTP/1.1', host, `X: ${'a'.repeat(20_000)}`]],
  ])('of %d has the headers of every answer: %j', async (status, lines) => {
    const heard = await said(...lines)
    expect(heard.startsWith(`HTTP/1.1 ${status} `)).toBe(true)
    expect(heard).toMatch(/^Content-Security-Policy: .*frame-ancestors 'none'/m)
    expect(heard).toMatch(/^Strict-Transport-Security: /m)
    expect(heard).toMatch(/^X-Request-Id: [0-9a-f-]{36}\r$/m)
    expect(heard).toMatch(/\{"requestId":"[0-9a-f-]{36}","message":".*\."\}/)
  })

  test('to a method that pages do not know names those they do', async () => {
    expect(await said('DELETE /login HTTP/1.1', host)).toMatch(/^Allow: GET, HEAD, POST\r$/m)
  })
})

describe('a file', () => {
  const path = '/security/accounts/import'
  const large = [
    `POST ${path} HTTP/1.1`,
    host,
    'Origin: https://accounts.example.com',
    'Content-Type: multipart/form-data; boundary=x',
    'Content-Length: 99999',
  ]
  const cookieOf = async (userId: number) =>
    `Cookie: ${sessionCookie().name}=${await make.createSession(userId)}`

  test('of an administrator reaches its page', async () => {
    const { userId } = await make.organization()
    expect(await said(...large, await cookieOf(userId))).toContain(`the page of ${path}`)
  })

  test('of whoever else is signed in is refused before it is read', async () => {
    const { organizationId, accountId } = await make.organization()
    const user = await make.user({ organizationId, accountId })
    const heard = await said(...large, await cookieOf(user.id))
    expect(heard.startsWith('HTTP/1.1 403 ')).toBe(true)
  })

  test('of whoever is not signed in leads to the sign-in, and back', async () => {
    const place = '/login?next=%2Fsecurity%2Faccounts%2Fimport'
    const form = await said(...large)
    expect(form.startsWith('HTTP/1.1 303 ')).toBe(true)
    expect(form).toContain(`Location: ${place}\r\n`)
    const call = await said(...large, 'Next-Action: 0')
    expect(call.startsWith('HTTP/1.1 401 ')).toBe(true)
    expect(call).toContain(`x-action-redirect: ${place};push\r\n`)
  })
})

test('a database that does not answer is told, with when to come again', async () => {
  const heard = await said('GET /gone HTTP/1.1', host)
  expect(heard.startsWith('HTTP/1.1 503 ')).toBe(true)
  expect(heard).toMatch(/^Retry-After: 2\r$/im)
  expect(heard).toContain('"message":"Later."')
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
    expect(await said(...lines)).toContain(`the page of ${path}`)
  })
})
