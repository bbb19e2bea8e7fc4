import type { IncomingMessage, ServerResponse } from 'node:http'

const KB = 1024
const MB = KB * KB
export const BODY_LIMIT = 64 * KB
// A file of 25 MB and the form around it.
const UPLOAD_LIMIT = 26 * MB

const apiMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
// Next answers others with a 500.
const pageMethods = ['GET', 'HEAD', 'POST']

const uploadPaths = /^\/security\/accounts\/(import|\d+\/users\/import)(\?|$)/

// Browsers resolve `.` and `..` themselves. Next would resolve them after the checks.
const dotSegment = /^[^?#]*[\\/](\.|%2e){1,2}([\\/?#]|$)/i

// Next would serve its own error pages there, with the status 500.
const internalPath = /^\/(_|%5f)(?!next\/|_nextjs)/i

export type Rejection = { status: number; message: string; allow?: string[] }

/** Whether it is an upload: its sender must be known before it is read. */
export function isLarge({ headers }: IncomingMessage): boolean {
  return bodyLength(headers) > BODY_LIMIT
}

export function whyRejected(request: IncomingMessage, isApi: boolean): Rejection | undefined {
  return malformed(request, isApi) ?? unacceptable(request, isApi)
}

/**
 * Answers a rejected request, whose body may still be on its way. The rest of it is read and dropped:
 * browsers show no answer of a server that disconnects while they send.
 */
export function reject(
  response: ServerResponse,
  { status, message, allow }: Rejection,
  requestId: string,
): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  // Only here it is unknown whether a body follows.
  if (status === 417) response.setHeader('Connection', 'close')
  if (allow) response.setHeader('Allow', allow.join(', '))
  response.end(JSON.stringify({ requestId, message }))
}

function malformed({ url = '/' }: IncomingMessage, isApi: boolean): Rejection | undefined {
  const isReadable = isApi || (isDecodable(url) && !dotSegment.test(url))
  if (!url.startsWith('/') || !isReadable) {
    return { status: 400, message: 'The URL is malformed.' }
  }
  if (internalPath.test(url)) return { status: 404, message: 'Not found.' }
  return undefined
}

function unacceptable(
  { method = '', headers, url = '' }: IncomingMessage,
  isApi: boolean,
): Rejection | undefined {
  const allow = isApi ? apiMethods : pageMethods
  if (!allow.includes(method)) {
    return { status: 405, message: `Use ${allow.join(', ')} here.`, allow }
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    return { status: 417, message: 'The only supported expectation is 100-continue.' }
  }
  const limit = uploadPaths.test(url) ? UPLOAD_LIMIT : BODY_LIMIT
  if (bodyLength(headers) > limit) return tooLarge(limit)
  // The API counts the bytes while it reads them. Next does not.
  if (headers['transfer-encoding'] === undefined || isApi) return undefined
  return { status: 411, message: 'Send the length of the body in a Content-Length header.' }
}

export function tooLarge(limit: number): Rejection {
  return { status: 413, message: `The body is larger than ${formatSize(limit)}.` }
}

export function bodyLength(headers: IncomingMessage['headers']): number {
  return Number(headers['content-length'] ?? 0)
}

function formatSize(bytes: number): string {
  return bytes < MB ? `${bytes / KB} KB` : `${bytes / MB} MB`
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?')[0] ?? '')
    return true
  } catch {
    return false
  }
}
