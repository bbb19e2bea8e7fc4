import 'server-only'
import { AppError, type ErrorCode } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Reply } from '@/lib/transport/endpoint'

const ROWS_AT_ONCE = 100
const json = 'application/json; charset=utf-8'

/** A refusal of the protocol itself, before any operation is asked. */
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
  forbidden: 403,
  'not-found': 404,
  invalid: 400,
  conflict: 409,
  stale: 412,
  'rate-limited': 429,
  unavailable: 503,
}

/** The status by which a refusal is told. */
export function statusOf({ code }: AppError): number {
  return statuses[code]
}

/** Everyone who is not an organization administrator is told the same. */
export const INVALID_CREDENTIALS =
  'Send the secrets of an organization administrator: Authorization: User <secret>, Organization <secret>.'

/** The answer to a call that was refused, or that ran into a bug. */
export function errorResponse(error: unknown, requestId: string): Response {
  if (error instanceof HttpError) {
    return answer({ requestId, message: error.message }, error.status, error.headers)
  }
  if (!(error instanceof AppError)) {
    log.error({ err: error, requestId }, 'a call of the API failed')
    const message = 'Something went wrong here. Report it with the request id.'
    return answer({ requestId, message }, 500)
  }
  const { code, message, fields, retryAfter } = error
  if (code === 'unavailable') log.warn({ err: error.cause, requestId }, 'a call was not served')
  const errors = Object.entries(fields).map(([field, said]) => ({ field, message: said }))
  const told = code === 'unauthenticated' ? INVALID_CREDENTIALS : message
  return answer(
    { requestId, message: told, ...(code === 'invalid' ? { errors } : {}) },
    statusOf(error),
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
  )
}

function answer(body: object, status: number, headers: { [name: string]: string } = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...headers, ...common } })
}

const common = { 'Content-Type': json, 'Cache-Control': 'no-store' }

/** The answer to a call that was done. */
export function response({ headers, body, values }: Reply): Response {
  if (values) return new Response(stream(values), { headers: { ...headers, ...common } })
  if (!body) return new Response(null, { headers: { ...headers, 'Cache-Control': 'no-store' } })
  return new Response(body, { headers: { ...headers, ...common } })
}

// The rows are in memory once already; their text is made and sent in parts.
function stream(values: Iterable<unknown>): ReadableStream<Uint8Array> {
  const rest = values[Symbol.iterator]()
  const encoder = new TextEncoder()
  let before = '['
  return new ReadableStream({
    pull(controller) {
      let part = ''
      for (let row = 0; row < ROWS_AT_ONCE; row += 1) {
        const { value, done } = rest.next()
        if (done) {
          controller.enqueue(encoder.encode(`${part}${before === '[' ? '[' : ''}]`))
          return controller.close()
        }
        part += before + JSON.stringify(value)
        before = ','
      }
      controller.enqueue(encoder.encode(part))
    },
  })
}
