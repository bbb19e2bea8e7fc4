import 'server-only'
import { type Actor, findActorBySecrets, type Origin } from '@/lib/auth/actor'
import { consumeApiCall, consumeApiFailure } from '@/lib/auth/limits'
import { allows } from '@/lib/auth/permissions'
import { recordPermissionDenial } from '@/lib/authorize'
import { AppError } from '@/lib/errors'
import { parseCall, parseSecrets } from '@/lib/transport/api-request'
import {
  errorResponse,
  HttpError,
  INVALID_CREDENTIALS,
  successResponse,
} from '@/lib/transport/api-response'
import { corsHeaders, preflightResponse } from '@/lib/transport/cors'
import { type Endpoints, findEndpoint, type Match } from '@/lib/transport/find-endpoint'

export async function dispatch(
  endpoints: Endpoints,
  request: Request,
  origin: Origin,
): Promise<Response> {
  const response = preflightResponse(request) ?? (await settle(endpoints, request, origin))
  response.headers.set('Elements-Request-Id', origin.requestId)
  for (const [name, value] of Object.entries(corsHeaders(request.headers.get('origin')))) {
    response.headers.set(name, value)
  }
  return response
}

async function settle(endpoints: Endpoints, request: Request, origin: Origin): Promise<Response> {
  try {
    return await respond(endpoints, request, origin)
  } catch (error) {
    const limited = await limitFailures(error, origin)
    return errorResponse(limited ?? error, origin.requestId)
  }
}

async function respond(endpoints: Endpoints, request: Request, origin: Origin): Promise<Response> {
  const secrets = parseSecrets(request)
  const actor = secrets && (await findActorBySecrets(secrets, origin))
  if (!secrets || !actor) throw invalidCredentials()
  const match = findEndpoint(endpoints, request)
  await requireAdministrator(actor, match)
  if (match instanceof HttpError) throw match
  await consumeApiCall(actor.userId)
  const call = await parseCall(request, match, secrets)
  return successResponse(await match.endpoint.run(actor, call))
}

// Everyone else gets the same response on every path, so that they cannot find out which exist.
async function requireAdministrator(actor: Actor, match: Match | HttpError): Promise<void> {
  if (allows(actor, 'accounts:read')) return
  if (!(match instanceof HttpError)) await recordPermissionDenial(actor, match.endpoint.operation)
  throw invalidCredentials()
}

/** The error for an address that keeps sending invalid credentials. */
async function limitFailures(error: unknown, { address }: Origin): Promise<unknown> {
  if (!(error instanceof AppError) || error.code !== 'unauthenticated') return undefined
  return consumeApiFailure(address).catch((rateLimited: unknown) => rateLimited)
}

function invalidCredentials(): AppError {
  return new AppError('unauthenticated', INVALID_CREDENTIALS)
}
