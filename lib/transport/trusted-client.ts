import 'server-only'
import { env } from '@/lib/env'
import { processSingleton } from '@/lib/process-singleton'
import { clientAddress } from '@/lib/transport/client-address'

type Client = { address: string; requestId: string }

const server = processSingleton('server', () => ({ isOurs: false }))

/** Called by a server that sets these headers on every request, so that no client can. */
export function trustClientHeaders(): void {
  server.isOurs = true
}

export function clientHeaders({ address, requestId }: Client): { [name: string]: string } {
  return { 'x-client-address': address, 'x-request-id': requestId }
}

/** Who sent a request. Under plain `next start`, only a trusted proxy knows the address. */
export function trustedClient(headers: Headers): Client {
  const requestId = server.isOurs ? headers.get('x-request-id') : null
  const address = server.isOurs ? headers.get('x-client-address') : forwardedAddress(headers)
  return { requestId: requestId ?? crypto.randomUUID(), address: address ?? 'unknown' }
}

function forwardedAddress(headers: Headers): string {
  const forwardedFor = headers.get('x-forwarded-for') ?? undefined
  return clientAddress(undefined, forwardedFor, env().TRUST_PROXY)
}
