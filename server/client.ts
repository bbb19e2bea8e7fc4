import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { clientAddress } from '@/lib/transport/client-address'
import type { ServerOptions } from '@/server/options'

export type Client = { address: string; requestId: string; userAgent: string }

export function identify(
  { headers, socket }: IncomingMessage,
  { proxies }: Pick<ServerOptions, 'proxies'>,
): Client {
  const forwardedFor = String(headers['x-forwarded-for'] ?? '')
  return {
    address: clientAddress(socket.remoteAddress, forwardedFor, proxies),
    requestId: randomUUID(),
    userAgent: (headers['user-agent'] ?? '').slice(0, 300),
  }
}
