import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { endpoints } from '@/lib/api/endpoints'
import type { Origin } from '@/lib/auth/actor'
import { readSettings } from '@/lib/env'
import { log } from '@/lib/log'
import { BASE } from '@/lib/transport/api-base'
import { clientAddress } from '@/lib/transport/client-address'
import { dispatch } from '@/lib/transport/dispatch'
import { contentSecurityPolicy, securityHeaders } from '@/lib/transport/headers'
import { send, webRequest } from '@/lib/transport/node-http'
import { withResponse } from '@/lib/transport/status'
import {
  isForm,
  isOwnForm,
  malformedActionsAs400,
  redirectToSignIn,
  senderOf,
} from '@/server/forms'
import { isLarge, refusalOf, refuse } from '@/server/request-checks'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>
export type ServerOptions = { development: boolean; secure: boolean; proxies: number }

const foreign = { status: 403, message: 'This form was not sent from this site.' }

const forbidden = { status: 403, message: 'Only an organization administrator can send a file.' }

// As it is sent to a proxy, which a server understands too.
const absolute = /^https?:\/\/[^/?#]*\/?/i

/** Answers every request: the API's at once, the pages' through Next. */
export function createRequestHandler(pages: Handler, situation: ServerOptions): Handler {
  return async (request, response) => {
    request.url = (request.url ?? '/').replace(absolute, '/')
    const origin = prepare(request, response, situation)
    const call = isCall(request.url)
    const refusal = refusalOf(request, call)
    if (refusal) return refuse(response, refusal, origin)
    if (call) {
      return send(await dispatch(endpoints, await webRequest(request), origin), response)
    }
    if (isForm(request)) {
      if (!isOwnForm(request, readSettings().APP_URL)) return refuse(response, foreign, origin)
      if (isLarge(request)) {
        const sender = await senderOf(request, origin)
        if (!sender) return redirectToSignIn(request, response)
        if (sender === 'other') return refuse(response, forbidden, origin)
      }
      malformedActionsAs400(response)
    }
    // The router takes any other status than 200 for a reason to load the whole page.
    const answer = request.headers.rsc === undefined ? response : undefined
    return withResponse(answer, () => pages(request, response))
  }
}

function isCall(url: string): boolean {
  const path = url.split('?')[0] ?? ''
  return `${path}/`.startsWith(`${BASE}/`) && path !== `${BASE}/openapi.json`
}

/** Gives a request its id and what only this server may say of it, and its answer the headers. */
function prepare(
  request: IncomingMessage,
  response: ServerResponse,
  { development, secure, proxies }: ServerOptions,
): Origin {
  const began = performance.now()
  const requestId = randomUUID()
  const page = { nonce: randomBytes(16).toString('base64'), development, secure }
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
  const address = clientAddress(request.socket.remoteAddress, forwarded, proxies)
  const { method, url = '/' } = request
  Object.assign(request.headers, {
    'x-request-id': requestId,
    'x-client-address': address,
    'x-request-path': url.slice(0, 2_000),
    'x-nonce': page.nonce,
    'content-security-policy': contentSecurityPolicy(page),
  })
  for (const [name, value] of Object.entries(securityHeaders(page))) response.setHeader(name, value)
  response.setHeader('X-Request-Id', requestId)
  response.on('finish', () => {
    const path = url.split('?')[0]
    if (path?.startsWith('/_next/')) return
    const ms = Math.round(performance.now() - began)
    log.info({ requestId, method, path, status: response.statusCode, ms, address })
  })
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300)
  return { address, requestId, userAgent }
}
