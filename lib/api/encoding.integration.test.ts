import { beforeAll, expect, test } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import * as make from '@/lib/testing/factories'
import { API_PATH } from '@/lib/transport/api-path'
import { dispatch } from '@/lib/transport/dispatch'

let home: Awaited<ReturnType<typeof make.organization>>
let send: (method: string, path: string, body?: Uint8Array<ArrayBuffer>) => Promise<Response>
beforeAll(async () => {
  home = await make.organization()
  const { userSecret, organizationSecret } = home
  const headers = {
    Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
    'Content-Type': 'application/json',
  }
  send = (method, path, body) => {
    const url = `http://localhost${API_PATH}${path}`
    return dispatch(
      endpoints,
      new Request(url, { method, headers, body: body ?? null }),
      make.origin,
    )
  }
})

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string) => new TextEncoder().encode(text)

async function expectRejected(response: Promise<Response>, field: string) {
  const before = await make.databaseSnapshot()
  const { status, body } = await response.then(async (one) => ({
    status: one.status,
    body: await one.json(),
  }))
  expect(status).toBe(400)
  expect(body).toMatchObject({ errors: [{ field, message: expect.stringContaining('UTF-8') }] })
  expect(await make.databaseSnapshot()).toBe(before)
}

test.each([
  ['Windows-1252', latin1('{"externalId":"\xE9"}')],
  ['a character that is cut off', latin1('{"externalId":"\xC3"}')],
  ['an overlong encoding', latin1('{"externalId":"\xC0\xAF"}')],
  ['an encoded surrogate', latin1('{"externalId":"\xED\xA0\x80"}')],
  ['UTF-16', new Uint8Array(Buffer.from('\uFEFF{"externalId":"é"}', 'utf16le'))],
])('a body in %s is rejected, and nothing is stored', async (_, body) => {
  await expectRejected(send('POST', '/accounts', body), 'body')
})

test('a body may begin with a byte-order mark', async () => {
  const externalId = crypto.randomUUID()
  const response = await send('POST', '/accounts', utf8(`\uFEFF{"externalId":"${externalId}"}`))
  expect(await response.json()).toMatchObject({ externalId })
})

test('text that was decoded wrongly before it was sent is rejected on its field', async () => {
  const response = await send('POST', '/accounts', utf8('{"externalId":"caf\uFFFD"}'))
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ errors: [{ field: 'externalId' }] })
})

test('a query in another encoding is rejected', async () => {
  await expectRejected(send('GET', `/accounts?where=name='caf%E9'`), 'query')
  await expectRejected(send('GET', `/users?nextPage=%FF`), 'query')
})

test('a query may hold a percent sign that encodes nothing', async () => {
  expect((await send('GET', `/accounts?where=name LIKE 'caf%C3%A9%'`)).status).toBe(200)
})

test('a path in another encoding is not found', async () => {
  expect((await send('GET', '/users/caf%E9@example.com')).status).toBe(404)
})
