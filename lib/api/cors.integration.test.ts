import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { env } from '@/lib/env'
import { callApi } from '@/lib/testing/api-client'
import * as make from '@/lib/testing/factories'

const SITE = 'https://app.example.com'

let authorized: { Authorization: string }
beforeAll(async () => {
  const { userSecret, organizationSecret } = await make.organization()
  authorized = { Authorization: `User ${userSecret}, Organization ${organizationSecret}` }
})
afterEach(() => {
  delete env().CORS_ORIGINS
})

function allow(...origins: string[]) {
  env().CORS_ORIGINS = origins
}

async function send(call: string, headers: { [name: string]: string }, body?: unknown) {
  const response = await callApi(endpoints, call, body, headers)
  const sent = Object.fromEntries(response.headers)
  const isCors = ([name]: [string, string]) => name.startsWith('access-control-')
  return {
    status: response.status,
    vary: sent.vary,
    cors: Object.fromEntries(Object.entries(sent).filter(isCors)),
    requestId: sent['elements-request-id'],
  }
}

const preflight = { 'Access-Control-Request-Method': 'PATCH' }

test('without a setting, no site may call the API', async () => {
  const read = await send('GET /accounts', { ...authorized, Origin: SITE })
  expect(read).toMatchObject({ status: 200, vary: undefined, cors: {} })
  const preflighted = await send('OPTIONS /accounts', { ...preflight, Origin: SITE })
  expect(preflighted).toMatchObject({ status: 401, vary: undefined, cors: {} })
})

describe('a site in the setting', () => {
  test('may ask without secrets what it may send', async () => {
    allow('https://other.example.com', SITE)
    for (const path of ['/accounts', '/accounts/1', '/nothing', '']) {
      const { status, vary, cors } = await send(`OPTIONS ${path}`, { ...preflight, Origin: SITE })
      expect({ status, vary }).toEqual({ status: 204, vary: 'Origin' })
      expect(cors).toMatchObject({
        'access-control-allow-origin': SITE,
        'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, If-Match',
        'access-control-max-age': '7200',
      })
      expect(cors).not.toHaveProperty('access-control-allow-credentials')
    }
  })

  test.each([
    ['GET /accounts', 200, undefined, {}],
    ['HEAD /accounts', 200, undefined, {}],
    ['POST /accounts', 400, {}, {}],
    ['POST /accounts', 415, '{}', { 'Content-Type': 'text/plain' }],
    ['GET /accounts/abc', 404, undefined, {}],
    ['PUT /accounts', 405, {}, {}],
    ['DELETE /accounts/1', 412, undefined, { 'If-Match': 'x' }],
    ['GET /accounts', 401, undefined, { Authorization: 'User x, Organization y' }],
    ['OPTIONS /accounts', 405, undefined, {}],
  ])('can read the response to %s: %i', async (call, status, body, headers) => {
    allow(SITE)
    const response = await send(call, { ...authorized, Origin: SITE, ...headers }, body)
    expect(response).toMatchObject({ status, vary: 'Origin', requestId: expect.any(String) })
    expect(response.cors['access-control-allow-origin']).toBe(SITE)
    expect(response.cors['access-control-expose-headers']?.toLowerCase().split(', ')).toEqual(
      expect.arrayContaining([
        'elements-next-page-token',
        'elements-returned-count',
        'elements-total-count',
        'elements-request-id',
        'etag',
        'idempotency-replayed',
        'retry-after',
      ]),
    )
  })
})

test.each([
  'https://evil.example.com',
  'https://app.example.com.evil.example',
  'http://app.example.com',
  'https://app.example.com:8443',
  'https://app.example.com/',
  'HTTPS://APP.EXAMPLE.COM',
  'null',
  '*',
  '',
])('the site %j gets no permission', async (origin) => {
  allow(SITE)
  const read = await send('GET /accounts', { ...authorized, Origin: origin })
  expect(read).toMatchObject({ status: 200, vary: 'Origin', cors: {} })
  const preflighted = await send('OPTIONS /accounts', { ...preflight, Origin: origin })
  expect(preflighted).toMatchObject({ status: 401, vary: 'Origin', cors: {} })
})

test('every response has its request ID, whatever its status', async () => {
  for (const [call, headers] of [
    ['GET /accounts', authorized],
    ['GET /nothing', authorized],
    ['GET /accounts?x=1', authorized],
    ['OPTIONS /accounts', authorized],
    ['GET /accounts', {}],
  ] as const) {
    expect(await send(call, headers)).toMatchObject({ requestId: expect.any(String) })
  }
})
