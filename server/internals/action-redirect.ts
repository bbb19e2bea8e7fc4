import type { IncomingMessage, ServerResponse } from 'node:http'
import { paths } from '@/lib/paths'

// Read in next 16.4.6.
// Next calls an action with `fetch`, which would follow a redirect by itself and then fail to parse
// the page. Its client reads the target from this header instead.

/** Redirects a form to the sign-in page, and from there back to the page of the form. */
export function redirectToSignIn(
  { headers, url = '/' }: IncomingMessage,
  response: ServerResponse,
): void {
  const path = paths.signInAndReturn(url)
  const isActionCall = headers['next-action'] !== undefined
  if (isActionCall) response.writeHead(401, { 'x-action-redirect': `${path};push` })
  else response.writeHead(303, { Location: path })
  response.end()
}
