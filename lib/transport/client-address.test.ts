import { describe, expect, test } from 'vitest'
import { clientAddress } from '@/lib/transport/client-address'

const socket = '10.0.0.9'

describe('the address of a client', () => {
  test('is the one of the connection when no proxy is ours', () => {
    expect(clientAddress(socket, '192.0.2.7', 0)).toBe(socket)
  })

  test('is what the outermost of our proxies wrote', () => {
    expect(clientAddress(socket, '203.0.113.1, 192.0.2.7', 1)).toBe('192.0.2.7')
    expect(clientAddress(socket, '203.0.113.1, 192.0.2.7, 10.0.0.8', 2)).toBe('192.0.2.7')
  })

  test.each([Number.NaN, -1, 0.5])('believes no header when the number of proxies is %s', (n) => {
    expect(clientAddress(socket, '192.0.2.7', n)).toBe(socket)
  })

  test.each(['', ',', ' , ', '192.0.2.7,', 'unknown', '<script>', '192.0.2.7, 300.1.1.1'])(
    'is the one of the connection when the entry is none: %j',
    (header) => {
      expect(clientAddress(socket, header, 1)).toBe(socket)
    },
  )

  test('is written in one way', () => {
    expect(clientAddress('::ffff:192.0.2.7', undefined, 0)).toBe('192.0.2.7')
    expect(clientAddress(socket, '::ffff:192.0.2.7', 1)).toBe('192.0.2.7')
    expect(clientAddress(socket, '192.0.2.7:5123', 1)).toBe('192.0.2.7')
    expect(clientAddress(socket, '[2001:db8::1]:5123', 1)).toBe('2001:db8::1')
  })

  test('is unknown when there is no connection any more', () => {
    expect(clientAddress(undefined, undefined, 0)).toBe('unknown')
  })
})
