import type { IncomingMessage, ServerResponse } from 'node:http'
import { isSameOrigin } from '@/lib/transport/same-origin'
import type { FormBody } from '@/lib/transport/status'
import { watchBody } from '@/server/internals/form-body'
import { isLarge } from '@/server/limits'

/** Whether Next will treat the request as a server action. */
export function isForm({ method, url = '/' }: IncomingMessage): boolean {
  return method === 'POST' && !url.startsWith('/api/')
}

/** Whether the form was sent from a page of this site. Browsers always send `Origin` with a form. */
export function isOwnForm({ headers }: IncomingMessage, appUrl: string | undefined): boolean {
  const { origin, host } = headers
  return isSameOrigin({ origin, host }, appUrl)
}

/**
 * Lets the response use what a browser submitted without JavaScript. To be called before anything
 * is awaited, or the beginning of the body is missed.
 */
export function keepBody(request: IncomingMessage, response: ServerResponse): void {
  const { 'content-type': contentType = '', 'next-action': calledByScript } = request.headers
  if (calledByScript !== undefined || isLarge(request)) return
  if (!contentType.startsWith('multipart/form-data')) return
  const formBody: FormBody = { contentType, read: watchBody(request) }
  Object.assign(response, { formBody })
}
