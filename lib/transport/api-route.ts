import 'server-only'
import type { Origin } from '@/lib/auth/actor'
import { dispatch } from '@/lib/transport/dispatch'
import type { Endpoints } from '@/lib/transport/find-endpoint'
import { trustedClient } from '@/lib/transport/trusted-client'

/** The handlers by which Next answers API calls, with every method that HTTP clients send. */
export function apiRoute(endpoints: Endpoints) {
  const handle = async (request: Request): Promise<Response> => {
    const origin = originOf(request)
    const response = await dispatch(endpoints, request, origin)
    response.headers.set('X-Request-Id', origin.requestId)
    return response
  }
  return {
    GET: handle,
    HEAD: handle,
    POST: handle,
    PUT: handle,
    PATCH: handle,
    DELETE: handle,
    OPTIONS: handle,
  }
}

function originOf({ headers }: Request): Origin {
  return { ...trustedClient(headers), userAgent: (headers.get('user-agent') ?? '').slice(0, 300) }
}
