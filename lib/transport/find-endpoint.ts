import 'server-only'
import type { Call } from '@/lib/transport/api-call'
import { API_PATH } from '@/lib/transport/api-path'
import { HttpError } from '@/lib/transport/api-response'
import type { Endpoint } from '@/lib/transport/endpoint'

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export type Endpoints = {
  readonly [path: string]: { readonly [method in (typeof methods)[number]]?: Endpoint }
}

export type Match = { endpoint: Endpoint; path: Call['path'] }

export function findEndpoint(endpoints: Endpoints, request: Request): Match | HttpError {
  const { pathname } = new URL(request.url)
  // Clients of Cloud Elements append one slash.
  const segments = pathname.slice(API_PATH.length).replace(/\/$/, '').split('/')
  for (const [pattern, byMethod] of Object.entries(endpoints)) {
    const path = matchPath(pattern.split('/'), segments)
    if (!path) continue
    const name = request.method === 'HEAD' ? 'GET' : request.method
    const method = methods.find((known) => known === name)
    const endpoint = method && byMethod[method]
    if (endpoint) return { endpoint, path }
    const allowed = methods.filter((known) => byMethod[known]).join(', ')
    return new HttpError(405, `This path supports ${allowed}.`, { Allow: allowed })
  }
  return new HttpError(404, 'There is no endpoint at this path.')
}

function matchPath(pattern: string[], segments: string[]): Call['path'] | undefined {
  if (pattern.length !== segments.length) return undefined
  const path: Call['path'] = {}
  for (const [index, part] of pattern.entries()) {
    const value = decode(segments[index] ?? '')
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name ? value === '' : value !== part) return undefined
    if (name) path[name] = value
  }
  return path
}

// A segment that can't be decoded stays as it is, and identifies nothing.
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
