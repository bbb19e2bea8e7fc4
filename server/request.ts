import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { endpoints } from '@/lib/api/endpoints'
import { log, withRequestId } from '@/lib/log'
import { clientAddress } from '@/lib/transport/client-address'
import { corsHeaders } from '@/lib/transport/cors'
import { dispatch } from '@/lib/transport/dispatch'
import { contentSecurityPolicy, securityHeaders } from '@/lib/transport/headers'
import { sendResponse, toWebRequest } from '@/lib/transport/node-http'
import { withResponse } from '@/lib/transport/status'
import { clientHeaders, trustClientHeaders } from '@/lib/transport/trusted-client'
import { uploadAccess } from '@/lib/transport/upload-access'
import {
  hasRepeatedSlashes,
  isApiCall,
  isBelowApi,
  pathOf,
  withoutTrailingSlash,
} from '@/server/api-paths'
import { isForm, isOwnForm } from '@/server/forms'
import { replaceForwardedHeaders } from '@/server/forwarded-headers'
import { publicHost, type Site, splitAbsoluteUrl, whyHostRejected } from '@/server/host'
import { redirectToSignIn } from '@/server/internals/action-redirect'
import { isNavigation, malformedRequestsAs400 } from '@/server/internals/malformed-requests'
import { isLarge, reject, whyRejected } from '@/server/limits'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>
export type ServerOptions = Site & {
  development: boolean
  secure: boolean
  port: number
  proxies: number
}

type Client = { address: string; requestId: string; userAgent: string }

const notFromHere = { status: 403, message: 'This form was not sent from this site.' }
const uploadForbidden = { status: 403, message: 'Only organization administrators can do this.' }

export function createRequestHandler(pages: Handler, options: ServerOptions): Handler {
  trustClientHeaders()
  return (request, response) => {
    const client = identify(request, options)
    return withRequestId(client.requestId, () => handle(pages, request, response, client, options))
  }
}

async function handle(
  pages: Handler,
  request: IncomingMessage,
  response: ServerResponse,
  client: Client,
  options: ServerOptions,
): Promise<void> {
  splitAbsoluteUrl(request)
  request.url = withoutTrailingSlash(request.url ?? '/')
  const hostRejection = whyHostRejected(request, options)
  const isApi = isApiCall(request)
  setHeaders(request, response, client, options)
  logWhenDone(request, response, client)
  const rejection = hostRejection ?? whyRejected(request, isApi)
  if (rejection) return reject(response, rejection, client.requestId)
  // In development Next answers API calls as well, so that edits reload.
  const isForNext = options.development && !hasRepeatedSlashes(request.url)
  if (isApi && isForNext) return pages(request, response)
  if (isApi) return callApi(request, response, client)
  if (isForm(request) && !(await acceptForm(request, response, client, options))) return
  if (isForm(request) || isNavigation(request)) malformedRequestsAs400(response)
  // The router reloads the whole page on any status but 200.
  const settable = isNavigation(request) ? undefined : response
  return withResponse(settable, () => pages(request, response))
}

async function callApi(request: IncomingMessage, response: ServerResponse, client: Client) {
  await sendResponse(await dispatch(endpoints, await toWebRequest(request), client), response)
}

/** Whether Next may read the form; if not, it has been answered. */
async function acceptForm(
  request: IncomingMessage,
  response: ServerResponse,
  client: Client,
  { appUrl }: ServerOptions,
): Promise<boolean> {
  if (!isOwnForm(request, appUrl)) {
    reject(response, notFromHere, client.requestId)
    return false
  }
  if (!isLarge(request)) return true
  const access = await uploadAccess(request.headers.cookie, client)
  if (access === 'forbidden') reject(response, uploadForbidden, client.requestId)
  if (access === 'signed-out') redirectToSignIn(request, response)
  return access === 'allowed'
}

function identify({ headers, socket }: IncomingMessage, { proxies }: ServerOptions): Client {
  const forwardedFor = String(headers['x-forwarded-for'] ?? '')
  return {
    address: clientAddress(socket.remoteAddress, forwardedFor, proxies),
    requestId: randomUUID(),
    userAgent: (headers['user-agent'] ?? '').slice(0, 300),
  }
}

function setHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  client: Client,
  options: ServerOptions,
): void {
  const { development, secure, port } = options
  const policy = { nonce: randomBytes(16).toString('base64'), development, secure }
  const host = publicHost(request, options)
  replaceForwardedHeaders(request.headers, { host, port, address: client.address })
  Object.assign(request.headers, {
    ...clientHeaders(client),
    'x-request-path': request.url?.slice(0, 2_000),
    'x-nonce': policy.nonce,
    'content-security-policy': contentSecurityPolicy(policy),
  })
  for (const [name, value] of Object.entries(securityHeaders(policy))) {
    response.setHeader(name, value)
  }
  response.setHeader('X-Request-Id', client.requestId)
  if (!isBelowApi(request.url ?? '')) return
  response.setHeader('Elements-Request-Id', client.requestId)
  for (const [name, value] of Object.entries(corsHeaders(request.headers.origin))) {
    response.setHeader(name, value)
  }
}

function logWhenDone(
  { method, url = '/' }: IncomingMessage,
  response: ServerResponse,
  { requestId, address }: Client,
): void {
  const path = pathOf(url)
  if (path.startsWith('/_next/')) return
  const startedAt = performance.now()
  response.on('finish', () => {
    const ms = Math.round(performance.now() - startedAt)
    log.info({ requestId, method, path, status: response.statusCode, ms, address })
  })
}
