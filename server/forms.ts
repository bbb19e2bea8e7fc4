import type { IncomingMessage } from 'node:http'
import { isSameOrigin } from '@/lib/transport/same-origin'

/** Whether Next will treat the request as a server action. */
export function isForm({ method, url = '/' }: IncomingMessage): boolean {
  return method === 'POST' && !url.startsWith('/api/')
}

/** Whether the form was sent from a page of this site. Browsers always send `Origin` with a form. */
export function isOwnForm({ headers }: IncomingMessage, appUrl: string | undefined): boolean {
  const { origin, host } = headers
  return isSameOrigin({ origin, host }, appUrl)
}
