import { isIP } from 'node:net'

/**
 * The address that a request came from. Of `X-Forwarded-For` only the entries are believed that
 * the given number of own proxies wrote, counted from the right; a client can write the rest.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string {
  const direct = plain(socketAddress ?? 'unknown')
  if (!(proxies >= 1) || !forwardedFor) return direct
  const chain = forwardedFor.split(',').map((entry) => plain(entry.trim()))
  const entry = chain.at(-proxies) ?? chain[0] ?? ''
  return isIP(entry) ? entry : direct
}

// Without the port that some proxies write, and IPv4 as itself.
function plain(address: string): string {
  return address
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
}
