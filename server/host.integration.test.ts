import { hostname, networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { listenDuringTests, sendLines } from '@/lib/testing/raw-http'
import { createHttpServer } from '@/server/http'
import type { Handler } from '@/server/options'

// A stand-in for Next that shows the headers it got.
const pages: Handler = async ({ url, headers }, response) => {
  const sent = Object.entries(headers).filter(([name]) => /forwarded|^host$/.test(name))
  response.end(`the page of ${JSON.stringify({ url, ...Object.fromEntries(sent) })}`)
}

const options = { host: '127.0.0.1', port: 3000, development: false, secure: false, proxies: 0 }
const server = createHttpServer(pages, options)
const openServer = createHttpServer(pages, { ...options, host: '0.0.0.0' })
const appUrl = 'https://accounts.example.com'
const siteServer = createHttpServer(pages, { ...options, appUrl, secure: true, proxies: 1 })
listenDuringTests([server, openServer, siteServer])

const send = (to: typeof server, ...lines: string[]) =>
  sendLines(to, { lines, end: /the page of .*\}|"\}$/ })
const statusOf = async (to: typeof server, ...lines: string[]) =>
  Number((await send(to, ...lines)).split(' ')[1])
const get = (host: string) => ['GET /login HTTP/1.1', `Host: ${host}`]

const machine = hostname().toLowerCase()
const addresses = Object.values(networkInterfaces()).flatMap((entries = []) =>
  entries.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address)),
)

describe('without APP_URL', () => {
  test.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST:8080',
    'localhost.',
    '127.0.0.1',
    '127.0.0.1:3000',
    machine,
    `${machine.split('.')[0]}.local:3000`,
  ])('a page is opened as %s', async (host) => {
    expect(await statusOf(server, ...get(host))).toBe(200)
  })

  test.each([
    'evil.test',
    'evil.test:3000',
    'localhost.evil.test',
    'evil.test.localhost',
    'notlocalhost',
    '203.0.113.7:3000',
    '[2001:db8::7]',
  ])('the host %s gets 421', async (host) => {
    expect(await statusOf(server, ...get(host))).toBe(421)
    expect(await statusOf(openServer, ...get(host))).toBe(421)
    for (const path of ['/api/health', '/elements/api-v2/accounts', '/icon.svg', '/_next/x.js']) {
      expect(await statusOf(server, `GET ${path} HTTP/1.1`, `Host: ${host}`)).toBe(421)
    }
  })

  test('421 says how to open the server, and scripts of no site may read it', async () => {
    const response = await send(server, ...get('evil.test'), 'Origin: http://evil.test')
    expect(response).toContain('Use localhost or the address of the server, or set APP_URL')
    expect(response).not.toMatch(/evil|^Access-Control/im)
    expect(response).toMatch(/^Cache-Control: no-store\r$/im)
  })

  test('a server on every address is opened by each of them, as health checks do', async () => {
    expect(addresses.length).toBeGreaterThan(0)
    for (const address of addresses) {
      const lines = ['GET /api/health HTTP/1.1', `Host: ${address}:3000`]
      expect(await statusOf(openServer, ...lines)).toBe(200)
    }
  })

  test('the host of an absolute URL overrides the Host header', async () => {
    const absolute = 'GET http://evil.test/login HTTP/1.1'
    expect(await statusOf(server, absolute, 'Host: localhost')).toBe(421)
    expect(await statusOf(server, 'GET http://evil.test/ HTTP/1.0')).toBe(421)
    const own = 'GET http://localhost:3000/login?a HTTP/1.1'
    const response = await send(server, own, 'Host: evil.test')
    expect(response).toContain('{"url":"/login?a","host":"localhost:3000"')
  })
})

describe.each([
  ['without APP_URL', server],
  ['with APP_URL', siteServer],
])('%s', (_, each) => {
  test.each([
    ['repeated', ['Host: localhost', 'Host: localhost']],
    ['repeated with another name', ['Host: localhost', 'Host: evil.test']],
    ['missing', ['Accept: */*']],
    ['empty', ['Host:']],
    ['a list', ['Host: localhost, evil.test']],
    ['a URL', ['Host: localhost/evil.test']],
    ['a name and password', ['Host: localhost:3000@evil.test']],
    ['not an address', ['Host: 999.999.999.999']],
    ['of a port that does not exist', ['Host: localhost:70000']],
  ])('a Host header that is %s gets 400', async (_reason, headers) => {
    expect(await statusOf(each, 'GET /login HTTP/1.1', ...headers)).toBe(400)
    const call = 'GET /elements/api-v2/accounts HTTP/1.1'
    expect(await statusOf(each, call, ...headers)).toBe(400)
  })
})

describe('Next gets the address of this server', () => {
  const forged = [
    'X-Forwarded-Proto: https',
    'X-Forwarded-Host: evil.test, localhost',
    'X-Forwarded-Port: 443',
    'X-Forwarded-Server: evil.test',
    'X-Forwarded-Ssl: on',
    'X-Forwarded-Prefix: /evil',
    'X-Forwarded: evil.test',
    'X-Forwarded-For: 203.0.113.7',
    'Forwarded: for=203.0.113.7;host=evil.test;proto=https',
  ]
  const ours = {
    url: '/login',
    'x-forwarded-port': '3000',
    'x-forwarded-proto': 'http',
    'x-forwarded-for': '127.0.0.1',
  }
  const sentBy = async (to: typeof server, lines: string[]) =>
    JSON.parse((await send(to, ...lines)).split('the page of ')[1] ?? '')

  test('whatever a client or proxy says', async () => {
    const host = 'localhost:3000'
    const expected = { ...ours, host, 'x-forwarded-host': host }
    expect(await sentBy(server, get(host))).toEqual(expected)
    expect(await sentBy(server, [...get(host), ...forged])).toEqual(expected)
  })

  test('and the host of APP_URL, behind a proxy that sends another one', async () => {
    const host = 'accounts.example.com'
    const expected = { ...ours, host, 'x-forwarded-host': host, 'x-forwarded-for': '203.0.113.7' }
    expect(await sentBy(siteServer, [...get('inner:3000'), ...forged])).toEqual(expected)
  })
})
