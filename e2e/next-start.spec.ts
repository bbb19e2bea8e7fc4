import { withNextStart } from '@/e2e/support/next-start'
import { expect, test } from '@/e2e/support/test'

type Sent = { call: string; body?: string; headers?: { [name: string]: string } }

const requests: Sent[] = [
  { call: 'GET /accounts' },
  { call: 'HEAD /accounts' },
  { call: "GET /accounts?where=name%3D'x'&pageSize=1" },
  { call: 'GET /accounts?pageSize=0' },
  { call: 'GET /organizations/me' },
  { call: 'GET /accounts/2000000000' },
  { call: 'GET /accounts/%C3%A9' },
  { call: 'GET /nothing' },
  { call: 'GET ' },
  { call: 'GET /openapi.json' },
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

// What the API says. The server around it may add others, such as those of compression.
const compared = [
  'content-type',
  'cache-control',
  'etag',
  'allow',
  'retry-after',
  'elements-next-page-token',
  'elements-total-count',
]

test('the API answers under plain `next start` as it does in the console', async ({
  server,
  organization,
}) => {
  const ask = async (url: string, { call, body, headers }: Sent) => {
    const [method = '', path = ''] = call.split(' ')
    const { userSecret, organizationSecret } = organization
    const response = await fetch(`${url}/elements/api-v2${path}`, {
      method,
      body: body ?? null,
      headers: {
        Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
        'Content-Type': 'application/json',
        ...headers,
      },
    })
    const requestId = response.headers.get('x-request-id')
    const text = await response.text()
    return {
      call,
      status: response.status,
      headers: compared.map((name) => `${name}: ${response.headers.get(name)}`),
      body: requestId ? text.replace(requestId, 'its own') : text,
    }
  }
  await withNextStart(server.directory, async (url) => {
    for (const request of requests) {
      expect(await ask(url, request)).toEqual(await ask(server.url, request))
    }
  })
})
