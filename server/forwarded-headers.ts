import type { IncomingHttpHeaders } from 'node:http'

type Forwarded = { host: string; port: number; address: string }

const forwardedHeader = /^(x-)?forwarded(-|$)/

/**
 * Next derives the URL of a request from these headers, and sends requests to that URL. So it gets
 * the address of this server, which has no TLS, whatever proxies and clients send.
 */
export function replaceForwardedHeaders(
  headers: IncomingHttpHeaders,
  { host, port, address }: Forwarded,
): void {
  for (const name of Object.keys(headers)) if (forwardedHeader.test(name)) delete headers[name]
  Object.assign(headers, {
    host,
    'x-forwarded-host': host,
    'x-forwarded-port': String(port),
    'x-forwarded-proto': 'http',
    'x-forwarded-for': address,
  })
}
