import { describe, expect, test } from 'vitest'
import { clientAddress } from '@/lib/transport/client-address'

const socket = '10.0.0.9'

describe('the client address', () => {
  test('is that of the socket without a trusted proxy', () => {
    expect(clientAddress(socket, '192.0.2.7', 0)).toBe(socket)
  })

  test('is the entry that the outermost trusted proxy appended', () => {
    expect(clientAddress(socket, '203.0.113.1, 192.0.2.7', 1)).toBe('192.0.2.7')
    expect(clientAddress(socket, '203.0.113.1, 192.0.2.7, 10.0.0.8', 2)).toBe('192.0.2.7')
  })

  test.each([Number.NaN, -1, 0.5])('ignores the header when the number of proxies is %s', (n) => {
    expect(clientAddress(socket, '192.0.2.7', n)).toBe(socket)
  })

  test.each(['', ',', ' , ', '192.0.2.7,', 'unknown', '<script>', '192.0.2.7, 300.1.1.1'])(
    'is that of the socket when the header is %j',
    (header) => {
      expect(clientAddress(socket, header, 1)).toBe(socket)
    },
  )

  test('is normalized', () => {
    expect(clientAddress('::ffff:192.0.2.7', undefined, 0)).toBe('192.0.2.7')
    expect(clientAddress(socket, '::ffff:192.0.2.7', 1)).toBe('192.0.2.7')
    expect(clientAddress(socket, '192.0.2.7:5123', 1)).toBe('192.0.2.7')
    expect(clientAddress(socket, '[2001:db8::1]:5123', 1)).toBe('2001:db8::1')
  })

  test('is unknown when the socket is closed', () => {
    expect(clientAddress(undefined, undefined, 0)).toBe('unknown')
  })
})
