import { isIP } from 'node:net'

/**
 * The address of the client. A client can forge `X-Forwarded-For`, so only the entries that the
 * given number of trusted proxies appended are used.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string {
  const direct = normalize(socketAddress ?? 'unknown')
  if (!(proxies >= 1) || !forwardedFor) return direct
  const chain = forwardedFor.split(',').map((entry) => normalize(entry.trim()))
  const entry = chain.at(-proxies) ?? chain[0] ?? ''
  return isIP(entry) ? entry : direct
}

// Some proxies append the port, and sockets map IPv4 into IPv6.
function normalize(address: string): string {
  return address
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
}
