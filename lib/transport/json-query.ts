import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { statusOf } from '@/lib/transport/api-response'
import { logUnavailable } from '@/lib/transport/log-unavailable'
import { requestOrigin } from '@/lib/transport/request'
import { currentActor } from '@/lib/transport/session'

type UntrustedQuery<T> = { runUntrusted(actor: Actor | null, input: unknown): Promise<T> }

/** Sends the result of a query to a script of the page. */
export async function jsonQuery<T>(
  query: UntrustedQuery<T>,
  input: unknown,
  toJson: (result: T) => unknown = (result) => result,
): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  try {
    const result = await query.runUntrusted(await currentActor(), input)
    return Response.json(toJson(result), { headers })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    logUnavailable(error, (await requestOrigin()).requestId)
    return Response.json({ message: error.message }, { status: statusOf(error), headers })
  }
}
