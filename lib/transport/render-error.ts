import 'server-only'
import type { IncomingHttpHeaders } from 'node:http'
import { log } from '@/lib/log'
import { errorHtml } from '@/lib/transport/error-html'
import { appendToErrorPage, isUnreadForm } from '@/lib/transport/status'

type Request = { path: string; headers: IncomingHttpHeaders }

/**
 * Logs an error that no page has caught, under the digest that its error boundary shows. Next sends
 * an empty document, in which a script renders that boundary, so this adds what the others read.
 */
export function reportRenderError(error: unknown, request: Request): void {
  const { headers } = request
  const requestId = String(headers['x-request-id'])
  const path = request.path.split('?')[0]
  if (isUnreadForm()) {
    log.info({ err: error, requestId, path }, 'a form could not be read')
    return
  }
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  log.error({ err: error, digest, requestId, path }, 'a page failed to render')
  const content = errorHtml({
    title: "This page couldn't be shown",
    message: 'Something went wrong on our side. Try again in a moment.',
    requestId,
    nonce: String(headers['x-nonce']),
  })
  appendToErrorPage(`<noscript>${content}</noscript>`)
}
