import 'server-only'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { paths } from '@/lib/paths'
import { ProviderError, toProviderError } from '@/lib/provider-error'
import { HttpError } from '@/lib/transport/api-response'
import { errorPath, type ProviderFlow, rememberFlow, takeFlow } from '@/lib/transport/provider-flow'
import { requestOrigin, safePath } from '@/lib/transport/request'
import { finishAtProvider, startAtProvider } from '@/lib/transport/session'

/** Sends the browser to a provider. `email` spares the person typing it again. */
export async function startProviderFlow(flow: ProviderFlow, email?: string): Promise<Response> {
  try {
    const location = await startAtProvider(flow, email ? { login_hint: email } : {})
    await rememberFlow(flow)
    return redirectTo(location)
  } catch (error) {
    return redirectTo(errorPath(flow, await report(flow.key, error)))
  }
}

/** Handles the return from a provider. */
export async function finishProviderFlow(key: string, query: URLSearchParams): Promise<Response> {
  const flow = await takeFlow(key)
  try {
    if (!flow) throw new ProviderError('expired', 'This browser did not start a sign-in.')
    const denial = query.get('error')
    if (denial !== null) throw toProviderError(new Error(denial))
    await finishAtProvider(flow, Object.fromEntries(query))
    return redirectTo(flow.purpose === 'test' ? `${flow.next}?test=passed` : safePath(flow.next))
  } catch (error) {
    const { purpose, next } = flow ?? { purpose: 'sign-in', next: paths.home }
    const hasEnded = error instanceof AppError && error.code === 'unauthenticated'
    if (purpose === 'confirm' && hasEnded) return redirectTo(paths.signInAndReturn(next))
    return redirectTo(errorPath({ key, purpose, next }, await report(key, error)))
  }
}

/** Logs why it failed, and returns the code of the sentence about it. */
async function report(key: string, thrown: unknown): Promise<string> {
  const { code, message: reason } = explain(thrown)
  const { requestId, address } = await requestOrigin()
  log.warn({ requestId, address, key, code, reason }, 'a sign-in with a provider failed')
  return code
}

function explain(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  // next-auth found no valid cookie of this sign-in.
  if (error instanceof HttpError) return new ProviderError('expired', 'A cookie was missing.')
  if (!(error instanceof AppError)) throw error
  // Two sign-ins at the same time link or create the same user.
  if (error.code === 'conflict') return new ProviderError('expired', error.message)
  const isSomeoneElse = error.code === 'reauthentication-required'
  return new ProviderError(isSomeoneElse ? 'someone-else' : 'unavailable', error.message)
}

// Relative, because the server may have another name inside its network.
function redirectTo(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: location, 'Cache-Control': 'no-store' },
  })
}
