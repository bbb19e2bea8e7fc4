import { beforeAll, expect, test } from 'vitest'
import * as route from '@/app/elements/api-v2/[[...path]]/route'
import { GET as getDocument } from '@/app/elements/api-v2/openapi.json/route'
import { endpoints } from '@/lib/api/endpoints'
import { openApiDocument } from '@/lib/api/openapi'
import * as make from '@/lib/testing/factories'
import { API_PATH } from '@/lib/transport/api-path'
import { dispatch } from '@/lib/transport/dispatch'

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization()
})

type Sent = { call: string; body?: string; headers?: { [name: string]: string } }

const requests: Sent[] = [
  { call: 'GET /accounts' },
  { call: 'HEAD /accounts' },
  { call: "GET /accounts?where=name='x'&pageSize=1" },
  { call: 'GET /accounts?pageSize=0' },
  { call: 'GET /organizations/me' },
  { call: 'GET /accounts/2000000000' },
  { call: 'GET /users/%ED%A0%80' },
  { call: 'GET /nothing' },
  { call: 'GET ' },
  { call: 'PUT /accounts', body: '{}' },
  { call: 'OPTIONS /accounts' },
  { call: 'DELETE /accounts/2000000000', headers: { 'If-Match': 'garbage' } },
  { call: 'PATCH /accounts/2000000000', body: '{"name":"New"}' },
  { call: 'POST /accounts', body: '{' },
  { call: 'POST /accounts', body: '{}' },
  { call: 'POST /accounts', body: '{}', headers: { 'Content-Type': 'text/plain' } },
  { call: 'POST /accounts', body: JSON.stringify({ name: 'x'.repeat(70_000) }) },
  { call: 'POST /accounts', body: '{}', headers: { 'Idempotency-Key': 'two words' } },
  { call: 'GET /accounts', headers: { Authorization: 'User x, Organization y' } },
]

function toRequest({ call, body, headers }: Sent): Request {
  const [method = '', path = ''] = call.split(' ')
  const { userSecret, organizationSecret } = home
  return new Request(`http://localhost${API_PATH}${path}`, {
    method,
    body: body ?? null,
    headers: {
      Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
      'Content-Type': 'application/json',
      ...headers,
    },
  })
}

async function read(response: Response) {
  const requestId = response.headers.get('x-request-id') ?? make.origin.requestId
  const { 'x-request-id': _, ...headers } = Object.fromEntries(response.headers)
  const body = (await response.text()).replace(requestId, 'its own')
  return { status: response.status, headers, body }
}

function routeHandler(method: string) {
  const [, handler] = Object.entries(route).find(([name]) => name === method) ?? []
  if (!handler) throw new Error(`The route does not export ${method}.`)
  return handler
}

test.each(requests)('$call is answered by the route of Next as by dispatch', async (sent) => {
  const request = toRequest(sent)
  const direct = await read(await dispatch(endpoints, toRequest(sent), make.origin))
  const routed = await routeHandler(request.method)(request)
  expect(routed.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(await read(routed)).toEqual(direct)
})

test('the OpenAPI document is served as JSON', async () => {
  const response = getDocument()
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument)))
})
