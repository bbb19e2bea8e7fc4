import type { IncomingMessage } from 'node:http'
import { isSameOrigin } from '@/lib/transport/same-origin'

/** Whether Next will treat the request as a server action. */
export function isForm({ method, url = '/' }: IncomingMessage): boolean {
  return method === 'POST' && !url.startsWith('/api/')
}

/**
 * Whether the form was sent from this site. Next compares the origin with the host as well. Behind
 * a proxy the Host header may name an inner address, so the verified host goes into the header that
 * Next prefers.
 */
export function acceptOwnForm({ headers }: IncomingMessage, site: string | undefined): boolean {
  const { origin, host } = headers
  if (!origin || !isSameOrigin({ origin, host }, site)) return false
  headers['x-forwarded-host'] = new URL(origin).host
  return true
}
