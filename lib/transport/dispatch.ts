import 'server-only'
import { type Actor, findActorBySecrets, type Origin } from '@/lib/auth/actor'
import { consumeApiCall, consumeApiFailure } from '@/lib/auth/limits'
import { allows } from '@/lib/auth/permissions'
import { recordDenial } from '@/lib/authorize'
import { AppError } from '@/lib/errors'
import { BASE } from '@/lib/transport/api-base'
import { callOf, secretsOf } from '@/lib/transport/api-request'
import {
  errorResponse,
  HttpError,
  INVALID_CREDENTIALS,
  response,
} from '@/lib/transport/api-response'
import type { Call, Endpoint } from '@/lib/transport/endpoint'

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The whole API: its paths, with a line a method. */
export type Endpoints = {
  readonly [path: string]: { readonly [method in (typeof methods)[number]]?: Endpoint }
}

/** Answers one request, whatever it is. */
export async function dispatch(
  endpoints: Endpoints,
  request: Request,
  origin: Origin,
): Promise<Response> {
  try {
    const secrets = secretsOf(request)
    const actor = secrets ? await findActorBySecrets(secrets, origin) : null
    if (!secrets || !actor) throw new AppError('unauthenticated', INVALID_CREDENTIALS)
    const { endpoint, path } = await admitted(actor, () => find(endpoints, request))
    await consumeApiCall(actor.userId)
    return response(await endpoint.run(actor, await callOf(request, endpoint, path, secrets)))
  } catch (error) {
    const told = await limited(error, origin).catch((refusal: unknown) => refusal)
    return errorResponse(told, origin.requestId)
  }
}

/** Nobody learns what there is before they have shown that they administer it. */
async function admitted(actor: Actor, look: () => Found): Promise<Found> {
  if (allows(actor, 'accounts:read')) return look()
  try {
    await recordDenial(actor, look().endpoint.operation)
  } catch {
    // Also a path that does not exist: the answer is the same for all.
  }
  throw new AppError('unauthenticated', INVALID_CREDENTIALS)
}

/** Who is turned away again and again is told to wait. */
async function limited(error: unknown, { address }: Origin): Promise<unknown> {
  const turnedAway = error instanceof AppError && error.code === 'unauthenticated'
  if (turnedAway) await consumeApiFailure(address)
  return error
}

type Found = { endpoint: Endpoint; path: Call['path'] }

function find(endpoints: Endpoints, request: Request): Found {
  const asked = new URL(request.url).pathname.slice(BASE.length).split('/')
  for (const [pattern, byMethod] of Object.entries(endpoints)) {
    const path = match(pattern.split('/'), asked)
    if (!path) continue
    const wanted = request.method === 'HEAD' ? 'GET' : request.method
    const method = methods.find((known) => known === wanted)
    const endpoint = method && byMethod[method]
    if (endpoint) return { endpoint, path }
    const allowed = methods.filter((method) => byMethod[method]).join(', ')
    throw new HttpError(405, `Use ${allowed} here.`, { Allow: allowed })
  }
  throw new HttpError(404, 'There is nothing at this path.')
}

function match(pattern: string[], asked: string[]): Call['path'] | undefined {
  if (pattern.length !== asked.length) return undefined
  const path: Call['path'] = {}
  for (const [place, part] of pattern.entries()) {
    const given = decoded(asked[place] ?? '')
    if (given === undefined) return undefined
    if (!part.startsWith('{')) {
      if (part !== given) return undefined
    } else if (given === '') return undefined
    else path[part.slice(1, -1)] = given
  }
  return path
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
