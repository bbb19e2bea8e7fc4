import { withNextStart } from '@/e2e/support/next-start'
import { expect, test } from '@/e2e/support/test'
import { type ApiRequest, apiRequests, toRequest } from '@/lib/testing/api-requests'

const requests: ApiRequest[] = [...apiRequests, { call: 'GET /openapi.json' }]

// What the API says. The server around it may add others, such as those of compression.
const compared = [
  'content-type',
  'cache-control',
  'etag',
  'allow',
  'retry-after',
  'elements-next-page-token',
  'elements-total-count',
  'elements-returned-count',
]

test('the API answers under plain `next start` as it does in the console', async ({
  server,
  organization,
}) => {
  const ask = async (site: string, request: ApiRequest) => {
    const response = await fetch(toRequest(site, request, organization))
    const requestId = response.headers.get('elements-request-id')
    const text = await response.text()
    return {
      call: request.call,
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
