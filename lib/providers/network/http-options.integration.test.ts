import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { discover } from '@/lib/providers/discovery'
import { whyUrlRejected } from '@/lib/providers/network/provider-url'

beforeEach(() => {
  vi.stubEnv('PRIVATE_PROVIDER_HOSTS', '127.0.0.1')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

async function serve(respond: Parameters<typeof createServer>[1]) {
  const server = createServer(respond).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: async () => void server.close() }
}

test('the server contacts only https and what the operator has allowed', () => {
  const rejected = [
    'http://example.com',
    'http://localhost:8080',
    'https://10.0.0.1',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://2130706434',
    'https://0x7f.2',
    'http://127.0.0.2',
    'https://user:password@example.com',
    'file:///etc/passwd',
  ]
  for (const url of rejected) expect(whyUrlRejected(new URL(url)), url).toBeDefined()
  for (const url of ['https://example.com', 'http://127.0.0.1:9', 'https://1.1.1.1']) {
    expect(whyUrlRejected(new URL(url)), url).toBeUndefined()
  }
})

test('a name of a private address is not contacted', async () => {
  await expect(discover('https://localhost:9')).rejects.toThrow(
    'localhost is in a private network.',
  )
})

test('a redirect is not followed, and an endless response is cut off', async () => {
  let followed = false
  await using target = await serve((_, response) => {
    followed = true
    response.end()
  })
  await using redirect = await serve((_, response) => {
    response.writeHead(302, { Location: target.url }).end()
  })
  await expect(discover(redirect.url)).rejects.toThrow('got: 302')
  expect(followed).toBe(false)
  await using endless = await serve((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    const write = () =>
      void (response.write(' '.repeat(65_536))
        ? setImmediate(write)
        : response.once('drain', write))
    write()
  })
  await expect(discover(endless.url)).rejects.toMatchObject({ code: 'unreachable' })
})

test('a provider must call itself as it is called, and name only allowed endpoints', async () => {
  let metadata: object = {}
  await using server = await serve((_, response) => {
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(metadata))
  })
  const { url } = server
  const endpoints = {
    authorization_endpoint: `${url}/auth`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
  }
  metadata = { issuer: 'https://other.example', ...endpoints }
  await expect(discover(url)).rejects.toThrow('It calls itself https://other.example.')
  metadata = { issuer: url, ...endpoints, token_endpoint: 'https://169.254.169.254/token' }
  await expect(discover(url)).rejects.toThrow('token_endpoint')
  metadata = { issuer: url, ...endpoints, jwks_uri: 'not a URL' }
  await expect(discover(url)).rejects.toMatchObject({ code: 'malformed' })
  metadata = { issuer: url, ...endpoints }
  expect(await discover(url)).toMatchObject({ issuer: url, algorithm: 'RS256' })
})

test.each(['', 'null', '[]', '"text"', '{"issuer":', '<html>Sign in</html>', '{"issuer":{}}'])(
  'a provider that describes itself as %s is malformed',
  async (body) => {
    await using server = await serve((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(body)
    })
    await expect(discover(server.url)).rejects.toMatchObject({ code: 'malformed' })
  },
)
