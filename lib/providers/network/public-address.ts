import 'server-only'
import { BlockList, isIPv6 } from 'node:net'

// The networks of IANA's special-purpose registries that aren't reachable from everywhere.
const special: [network: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

// Within the global unicast addresses of IPv6. The last two hold an IPv4 address.
const specialIPv6: [network: string, bits: number][] = [
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['2001::', 23],
  ['2002::', 16],
]

const blocked = new BlockList()
for (const [network, bits] of special) blocked.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of specialIPv6) blocked.addSubnet(network, bits, 'ipv6')

const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

/** Whether an IP address belongs to a host of the internet, and not to this machine or its network. */
export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return !blocked.check(address, 'ipv4')
  return globalUnicast.check(address, 'ipv6') && !blocked.check(address, 'ipv6')
}
