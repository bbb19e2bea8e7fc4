import 'server-only'
import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net'

/** A network and how many times the limit of a single network it may use. */
export type Network = { cidr: string; factor: number }

// Providers give a subscriber of IPv6 a /64, /56 or /48, and all its addresses are theirs. The wider
// networks have higher limits, because they may belong to several subscribers.
const tiers = [
  { groups: [0xffff, 0xffff, 0xffff, 0xffff], bits: 64, factor: 1 },
  { groups: [0xffff, 0xffff, 0xffff, 0xff00], bits: 56, factor: 2 },
  { groups: [0xffff, 0xffff, 0xffff, 0], bits: 48, factor: 4 },
]

/** The networks that attempts from an address count against, the narrowest first. */
export function networksOf(address: string): Network[] {
  const groups = groupsOf(address)
  if (!groups) return [{ cidr: plainAddress(address), factor: 1 }]
  return tiers.map(({ groups: mask, bits, factor }) => ({
    cidr: toCidr(groups, mask, bits),
    factor,
  }))
}

/** Where an address is, roughly: its /24 or /48. */
export function coarseNetwork(address: string): string {
  const plain = plainAddress(address)
  if (isIPv4(plain)) return `${plain.slice(0, plain.lastIndexOf('.'))}.0/24`
  return networksOf(address).at(-1)?.cidr ?? plain
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

// RFC 1918, 3927, 4193, 4291 and 6598: the same addresses exist in many places.
const privateNetworks = new BlockList()
privateNetworks.addSubnet('10.0.0.0', 8)
privateNetworks.addSubnet('172.16.0.0', 12)
privateNetworks.addSubnet('192.168.0.0', 16)
privateNetworks.addSubnet('169.254.0.0', 16)
privateNetworks.addSubnet('100.64.0.0', 10)
privateNetworks.addSubnet('fc00::', 7, 'ipv6')
privateNetworks.addSubnet('fe80::', 10, 'ipv6')

/** Where an address is, roughly and in words. */
export function describeNetwork(address: string): string {
  const plain = plainAddress(address)
  const family = isIPv6(plain) ? 'ipv6' : 'ipv4'
  if (!isIPv4(plain) && !isIPv6(plain)) return 'unknown network'
  if (loopback.check(plain, family)) return "the server's own machine"
  const network = coarseNetwork(address)
  return privateNetworks.check(plain, family) ? `private network ${network}` : network
}

/** In its shortest form, and an IPv4 address without the IPv6 prefix that sockets may give it. */
function plainAddress(address: string): string {
  const withoutZone = address.replace(/%.*$/, '')
  return isIPv6(withoutZone) ? shortest(withoutZone).replace(/^::ffff:(?=\d+\.)/, '') : withoutZone
}

function shortest(address: string): string {
  return new SocketAddress({ address, family: 'ipv6' }).address
}

function groupsOf(address: string): number[] | undefined {
  const plain = plainAddress(address)
  if (!isIPv6(plain)) return undefined
  const [left = [], right] = plain.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = right ? Array<string>(8 - left.length - right.length).fill('0') : []
  return [...left, ...zeros, ...(right ?? [])]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
}

function toCidr(groups: number[], mask: number[], bits: number): string {
  const masked = mask.map((bitmask, index) => ((groups[index] ?? 0) & bitmask).toString(16))
  return `${shortest(`${masked.join(':')}::`)}/${bits}`
}
