import 'server-only'
import { env } from '@/lib/env'

// Browsers keep the answer to a preflight for two hours at most.
const MAX_AGE_SECONDS = 7_200

const exposed = [
  'elements-next-page-token',
  'elements-returned-count',
  'elements-total-count',
  'Elements-Request-Id',
  'ETag',
  'Idempotency-Replayed',
  'Retry-After',
]

const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, If-Match',
  'Access-Control-Max-Age': String(MAX_AGE_SECONDS),
  'Cache-Control': 'no-store',
}

/**
 * The headers that let scripts of a page of this origin read a response. Credentials are never
 * allowed: the API knows no cookies, and secrets travel in a header that the script sets.
 */
export function corsHeaders(origin: string | null | undefined): { [name: string]: string } {
  const { CORS_ORIGINS: origins } = env()
  if (!origins) return {}
  // The response differs by origin, also for a cache that stores one without any.
  if (!origin || !origins.includes(origin)) return { Vary: 'Origin' }
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': exposed.join(', '),
  }
}

/** The response to the question whether a page may send a request; it carries no secrets. */
export function preflightResponse({ method, headers }: Request): Response | undefined {
  const isPreflight = method === 'OPTIONS' && headers.has('access-control-request-method')
  if (!isPreflight || !corsHeaders(headers.get('origin'))['Access-Control-Allow-Origin']) {
    return undefined
  }
  return new Response(null, { status: 204, headers: preflightHeaders })
}
