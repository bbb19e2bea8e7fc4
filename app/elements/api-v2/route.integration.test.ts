import { beforeAll, expect, test } from 'vitest'
import * as route from '@/app/elements/api-v2/[[...path]]/route'
import { GET as getDocument } from '@/app/elements/api-v2/openapi.json/route'
import { endpoints } from '@/lib/api/endpoints'
import { openApiDocument } from '@/lib/api/openapi'
import { type ApiRequest, apiRequests, toRequest } from '@/lib/testing/api-requests'
import * as make from '@/lib/testing/factories'
import { dispatch } from '@/lib/transport/dispatch'

let home: Awaited<ReturnType<typeof make.organization>>
beforeAll(async () => {
  home = await make.organization()
})

// Next answers a malformed path itself, so only the handlers can be compared for it.
const requests: ApiRequest[] = [...apiRequests, { call: 'GET /users/%ED%A0%80' }]

async function read(response: Response) {
  const requestId = response.headers.get('x-request-id') ?? make.origin.requestId
  const {
    'x-request-id': _,
    'elements-request-id': elementsRequestId,
    ...headers
  } = Object.fromEntries(response.headers)
  expect(elementsRequestId).toBe(requestId)
  const body = (await response.text()).replace(requestId, 'its own')
  return { status: response.status, headers, body }
}

function routeHandler(method: string) {
  const [, handler] = Object.entries(route).find(([name]) => name === method) ?? []
  if (!handler) throw new Error(`The route does not export ${method}.`)
  return handler
}

test.each(requests)('$call is answered by the route of Next as by dispatch', async (sent) => {
  const build = () => toRequest('http://localhost', sent, home)
  const request = build()
  const direct = await read(await dispatch(endpoints, build(), make.origin))
  const routed = await routeHandler(request.method)(request)
  expect(routed.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(await read(routed)).toEqual(direct)
})

test('the OpenAPI document is served as JSON', async () => {
  const response = getDocument()
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument)))
})
