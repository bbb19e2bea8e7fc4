import { expect, test, vi } from 'vitest'
import { env } from '@/lib/env'
import { trustClientHeaders, trustedClient } from '@/lib/transport/trusted-client'

const sent = new Headers({
  'x-client-address': '192.0.2.66',
  'x-request-id': 'forged',
  'x-forwarded-for': '192.0.2.77, 192.0.2.88',
})

test('without our server, no header of a client is trusted', () => {
  const client = trustedClient(sent)
  expect(client.address).toBe('unknown')
  expect(client.requestId).toMatch(/^[0-9a-f-]{36}$/)
})

test('without our server, the address is the one that our own proxy wrote', () => {
  const proxies = vi.spyOn(env(), 'TRUST_PROXY', 'get').mockReturnValue(1)
  expect(trustedClient(sent).address).toBe('192.0.2.88')
  proxies.mockRestore()
})

test('our server tells the address and the request id', () => {
  trustClientHeaders()
  expect(trustedClient(sent)).toEqual({ address: '192.0.2.66', requestId: 'forged' })
})
