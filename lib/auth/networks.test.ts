import { expect, test } from 'vitest'
import { coarseNetwork, describeNetwork, networksOf } from '@/lib/auth/networks'

test.each([
  ['192.0.2.1', ['192.0.2.1']],
  ['::ffff:192.0.2.1', ['192.0.2.1']],
  ['2001:db8:1:2345:3:4:5:6', ['2001:db8:1:2345::/64', '2001:db8:1:2300::/56', '2001:db8:1::/48']],
  ['2001:0DB8:1:2::9', ['2001:db8:1:2::/64', '2001:db8:1::/56', '2001:db8:1::/48']],
  ['2001:db8::9', ['2001:db8::/64', '2001:db8::/56', '2001:db8::/48']],
  ['fe80::1%eth0', ['fe80::/64', 'fe80::/56', 'fe80::/48']],
  ['::1', ['::/64', '::/56', '::/48']],
  ['::ffff:c000:201', ['192.0.2.1']],
  ['64:ff9b::192.0.2.1', ['64:ff9b::/64', '64:ff9b::/56', '64:ff9b::/48']],
  ['unknown', ['unknown']],
])('the address %s counts against %j', (address, networks) => {
  expect(networksOf(address).map(({ cidr }) => cidr)).toEqual(networks)
})

test('a wider network has a higher limit', () => {
  expect(networksOf('2001:db8::1').map(({ factor }) => factor)).toEqual([1, 2, 4])
  expect(networksOf('192.0.2.1')).toEqual([{ cidr: '192.0.2.1', factor: 1 }])
})

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['host', 'host'],
])('administrators see %s as %s', (address, network) => {
  expect(coarseNetwork(address)).toBe(network)
})

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['10.1.2.3', 'private network 10.1.2.0/24'],
  ['::ffff:192.168.0.9', 'private network 192.168.0.0/24'],
  ['fe80::1%eth0', 'private network fe80::/48'],
  ['127.0.0.1', "the server's own machine"],
  ['::1', "the server's own machine"],
  ['', 'unknown network'],
  ['<b>host</b>', 'unknown network'],
])('in words, %s is %s', (address, words) => {
  expect(describeNetwork(address)).toBe(words)
})
