import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'

const KB = 1024
const BODY_LIMIT = 64 * KB
// A file of 25 MB and what surrounds it in a form.
const FILE_LIMIT = 26 * KB * KB - KB

// Next answers others with a 500.
const callMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const pageMethods = ['GET', 'HEAD', 'POST']

type Refusal = { status: number; message: string; allow?: string[] }

const uploads = /^\/security\/accounts\/(import|\d+\/users\/import)(\?|$)/

function isUpload(url: string): boolean {
  return uploads.test(url)
}

function bodyLength(headers: IncomingMessage['headers']): number {
  return Number(headers['content-length'] ?? 0)
}

/** Whether it sends more than anyone may; then its sender has to be known before it is read. */
export function isLarge({ headers }: IncomingMessage): boolean {
  return bodyLength(headers) > BODY_LIMIT
}

/** Why a request is answered before the API or a page hears of it, if it is. */
export function refusalOf(request: IncomingMessage, call: boolean): Refusal | undefined {
  return malformed(request, call) ?? unmet(request, call)
}

/** Answers a refused request, which may still be sending. */
export function refuse(
  response: ServerResponse,
  { status, message, allow }: Refusal,
  { requestId }: { requestId: string },
): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json')
  // A body whose end is in sight is read and thrown away, so that its sender hears the answer.
  if (status !== 413) response.setHeader('Connection', 'close')
  if (allow) response.setHeader('Allow', allow.join(', '))
  response.end(JSON.stringify({ requestId, message }))
}

function malformed(
  { headers, httpVersion, url = '/' }: IncomingMessage,
  call: boolean,
): Refusal | undefined {
  if (httpVersion === '1.1' && headers.host === undefined) {
    return { status: 400, message: 'Send a Host header.' }
  }
  if (!url.startsWith('/') || !(call || isDecodable(url))) {
    return { status: 400, message: 'The address is not well-formed.' }
  }
  if (!isRouterState(headers['next-router-state-tree'])) {
    return { status: 400, message: 'The header Next-Router-State-Tree is not well-formed.' }
  }
  return undefined
}

function unmet(
  { method = '', headers, url = '' }: IncomingMessage,
  call: boolean,
): Refusal | undefined {
  const allow = call ? callMethods : pageMethods
  if (!allow.includes(method)) {
    return { status: 405, message: `Use ${allow.join(', ')} here.`, allow }
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    return { status: 417, message: 'Of what a request may expect, only 100-continue is met.' }
  }
  const limit = isUpload(url) ? FILE_LIMIT : BODY_LIMIT
  if (bodyLength(headers) > limit) {
    return { status: 413, message: `The body is larger than ${Math.ceil(limit / KB)} KB.` }
  }
  // The API counts while it reads.
  if (headers['transfer-encoding'] === undefined || call) return undefined
  return { status: 411, message: 'Send the length of the body in a Content-Length header.' }
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?')[0] ?? '')
    return true
  } catch {
    return false
  }
}

function isRouterState(header: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header)
    return true
  } catch {
    return false
  }
}
