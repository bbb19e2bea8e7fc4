/**
 * The address that a request came from. Of `X-Forwarded-For` only the entries are believed that
 * the given number of own proxies wrote, counted from the right; a client can write the rest.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string {
  const direct = (socketAddress ?? 'unknown').replace(/^::ffff:/, '')
  if (proxies < 1 || !forwardedFor) return direct
  const chain = forwardedFor.split(',').map((entry) => entry.trim())
  return (chain.at(-proxies) ?? chain[0] ?? direct).slice(0, 100)
}
