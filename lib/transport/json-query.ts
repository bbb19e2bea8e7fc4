import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { statusOf } from '@/lib/transport/api-response'
import { logUnavailable } from '@/lib/transport/log-unavailable'
import { requestOrigin } from '@/lib/transport/request'
import { currentActor } from '@/lib/transport/session'

type UntrustedQuery = { runUntrusted(actor: Actor | null, input: unknown): Promise<unknown> }

/** Sends the result of a query to a script of the page. */
export async function jsonQuery(query: UntrustedQuery, input: unknown): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  try {
    return Response.json(await query.runUntrusted(await currentActor(), input), { headers })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    logUnavailable(error, (await requestOrigin()).requestId)
    return Response.json({ message: error.message }, { status: statusOf(error), headers })
  }
}
