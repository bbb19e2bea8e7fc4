import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { corsHeaders } from '@/lib/transport/cors'
import { contentSecurityPolicy, securityHeaders } from '@/lib/transport/headers'
import { clientHeaders } from '@/lib/transport/trusted-client'
import { isBelowApi } from '@/server/api-paths'
import type { Client } from '@/server/client'
import { replaceForwardedHeaders } from '@/server/forwarded-headers'
import { publicHost } from '@/server/host'
import type { ServerOptions } from '@/server/options'
import { beforeHead } from '@/server/response-head'

/** Sets what pages read from the request, and what every response carries. */
export function setHeaders(
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
  const { origin } = request.headers
  const api = { 'Elements-Request-Id': client.requestId, ...corsHeaders(origin) }
  const headers = {
    ...securityHeaders(policy),
    'X-Request-Id': client.requestId,
    ...(isBelowApi(request.url ?? '') ? api : {}),
  }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  keepOutOfCaches(request, response)
  nameCharset(response)
}

/** Next lets caches keep its error page, and what a route handler returns, for a year. */
function keepOutOfCaches({ method }: IncomingMessage, response: ServerResponse): void {
  beforeHead(response, (status) => {
    if (status >= 400 || method === 'POST') response.setHeader('Cache-Control', 'no-store')
    return status
  })
}

/** Next sends the icon without it. */
function nameCharset(response: ServerResponse): void {
  beforeHead(response, (status) => {
    if (response.getHeader('Content-Type') === 'image/svg+xml') {
      response.setHeader('Content-Type', 'image/svg+xml; charset=utf-8')
    }
    return status
  })
}
