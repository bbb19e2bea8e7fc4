import { expect, test } from 'vitest'
import { isPublicAddress } from '@/lib/providers/network/public-address'

test('only addresses of the internet are public', () => {
  const isPublic = ['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111']
  for (const address of isPublic) expect(isPublicAddress(address), address).toBe(true)
  const isPrivate = ['0.0.0.0', '10.1.2.3', '127.0.0.1', '100.64.0.1', '169.254.169.254']
  const others = ['172.31.255.255', '192.168.1.1', '224.0.0.1', '255.255.255.255', '198.18.0.1']
  const ipv6 = ['::', '::1', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:a00:1']
  const embedded = ['64:ff9b::a00:1', '2002:a00:1::', '2001::1', '2001:db8::1', '3fff::1']
  for (const address of [...isPrivate, ...others, ...ipv6, ...embedded]) {
    expect(isPublicAddress(address), address).toBe(false)
  }
})
