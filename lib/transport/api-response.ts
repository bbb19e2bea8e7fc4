import 'server-only'
import { AppError, type ErrorCode } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Reply } from '@/lib/transport/api-call'
import { describeFields, fieldErrors } from '@/lib/transport/field-errors'
import { logUnavailable } from '@/lib/transport/log-unavailable'

const ROWS_PER_CHUNK = 100

/** An error of HTTP itself, before any operation runs. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: { [name: string]: string } = {},
  ) {
    super(message)
  }
}

const statuses: { [code in ErrorCode]: number } = {
  unauthenticated: 401,
  'reauthentication-required': 403,
  'second-factor-required': 401,
  forbidden: 403,
  'not-found': 404,
  invalid: 400,
  conflict: 409,
  stale: 412,
  'rate-limited': 429,
  unavailable: 503,
}

export function statusOf({ code }: AppError): number {
  return statuses[code]
}

/** What everyone gets who is not an organization administrator. */
export const INVALID_CREDENTIALS =
  'Send the secrets of an organization administrator: Authorization: User <secret>, Organization <secret>.'

export function errorResponse(error: unknown, requestId: string): Response {
  if (error instanceof HttpError) {
    return json({ requestId, message: error.message }, error.status, error.headers)
  }
  if (error instanceof AppError) return appErrorResponse(error, requestId)
  log.error({ err: error, requestId }, 'an API call failed')
  const message = 'Something went wrong on our side. If it happens again, report the request ID.'
  return json({ requestId, message }, 500)
}

function appErrorResponse(error: AppError, requestId: string): Response {
  const { code, fields, retryAfter } = error
  logUnavailable(error, requestId)
  const message = code === 'unauthenticated' ? INVALID_CREDENTIALS : error.message
  const body =
    code === 'invalid'
      ? { requestId, message: describeFields(fields) || message, errors: fieldErrors(fields) }
      : { requestId, message }
  const headers: Reply['headers'] = {}
  if (retryAfter !== undefined) headers['Retry-After'] = String(retryAfter)
  return json(body, statusOf(error), headers)
}

export function successResponse({ headers, body, rows }: Reply): Response {
  if (rows) return new Response(jsonStream(rows), { headers: { ...headers, ...jsonHeaders } })
  if (body) return new Response(body, { headers: { ...headers, ...jsonHeaders } })
  return new Response(null, { headers: { ...headers, 'Cache-Control': 'no-store' } })
}

const jsonHeaders = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
}

function json(body: object, status: number, headers: Reply['headers'] = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...headers, ...jsonHeaders } })
}

// All rows are in memory already. Their JSON is not, so that a long list needs no second copy.
function jsonStream(rows: Iterable<unknown>): ReadableStream<Uint8Array> {
  const iterator = rows[Symbol.iterator]()
  const encoder = new TextEncoder()
  let separator = '['
  return new ReadableStream({
    pull(controller) {
      let chunk = ''
      for (let row = 0; row < ROWS_PER_CHUNK; row += 1) {
        const { value, done } = iterator.next()
        if (done) {
          controller.enqueue(encoder.encode(`${chunk}${separator === '[' ? '[' : ''}]`))
          return controller.close()
        }
        chunk += separator + JSON.stringify(value)
        separator = ','
      }
      controller.enqueue(encoder.encode(chunk))
    },
  })
}
