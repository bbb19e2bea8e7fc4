import 'server-only'
import { env } from '@/lib/env'
import { processSingleton } from '@/lib/process-singleton'
import { clientAddress } from '@/lib/transport/client-address'

type Client = { address: string; requestId: string }

const clientHeadersState = processSingleton('client-headers', () => ({ trusted: false }))

/** Called by a server that sets these headers on every request, so that no client can. */
export function trustClientHeaders(): void {
  clientHeadersState.trusted = true
}

export function clientHeaders({ address, requestId }: Client): { [name: string]: string } {
  return { 'x-client-address': address, 'x-request-id': requestId }
}

/** Who sent a request. Under plain `next start`, only a trusted proxy knows the address. */
export function trustedClient(headers: Headers): Client {
  if (!clientHeadersState.trusted) {
    return { requestId: crypto.randomUUID(), address: forwardedAddress(headers) }
  }
  return {
    requestId: headers.get('x-request-id') ?? crypto.randomUUID(),
    address: headers.get('x-client-address') ?? 'unknown',
  }
}

function forwardedAddress(headers: Headers): string {
  const forwardedFor = headers.get('x-forwarded-for') ?? undefined
  return clientAddress(undefined, forwardedFor, env().TRUST_PROXY)
}
