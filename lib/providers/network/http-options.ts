import 'server-only'
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import { isPrivateHost, whyUrlRejected } from '@/lib/providers/network/provider-url'
import { isPublicAddress } from '@/lib/providers/network/public-address'

const CONNECT_TIMEOUT_MS = 5_000
const TOTAL_TIMEOUT_MS = 10_000
// Keys and metadata have a few KB.
const MAX_RESPONSE_BYTES = 256 * 1024

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

class HttpAgent extends http.Agent {
  override createConnection(...args: Parameters<http.Agent['createConnection']>) {
    return limit(super.createConnection(...args))
  }
}

class HttpsAgent extends https.Agent {
  override createConnection(...args: Parameters<https.Agent['createConnection']>) {
    return limit(super.createConnection(...args))
  }
}

// Each connection serves one request, so that its limits are those of the response.
const agents = { 'http:': new HttpAgent(), 'https:': new HttpsAgent() }

/**
 * The options of every request to a provider. An administrator types its URL, so the request must not
 * reach hosts that only this server can reach. Redirects are not followed.
 */
export function httpOptions(url: URL) {
  const reason = whyUrlRejected(url)
  if (reason) throw new Error(reason)
  const agent = url.protocol === 'http:' ? agents['http:'] : agents['https:']
  const options = { agent, timeout: CONNECT_TIMEOUT_MS }
  return isPrivateHost(url.hostname) ? options : { ...options, lookup: lookupPublic }
}

/** Resolves a name, and fails if any of its addresses is private. */
function lookupPublic(hostname: string, options: LookupOptions, callback: Callback): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '')
    const isPublic = addresses.every(({ address }) => isPublicAddress(address))
    const [first] = addresses
    if (!isPublic || !first) {
      return callback(new Error(`${hostname} is in a private network.`), '')
    }
    if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

function limit<S extends Duplex | null | undefined>(socket: S): S {
  if (!socket) return socket
  const stop = (reason: string) => socket.destroy(new Error(reason))
  const timer = setTimeout(() => stop('The provider took too long.'), TOTAL_TIMEOUT_MS)
  let received = 0
  socket.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (received > MAX_RESPONSE_BYTES) stop('The response of the provider is too large.')
  })
  socket.once('close', () => clearTimeout(timer))
  return socket
}
