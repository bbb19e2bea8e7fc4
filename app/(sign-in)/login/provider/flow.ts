import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Person } from '@/lib/providers/claims'
import { type LoadedProvider, loadProvider } from '@/lib/providers/load'
import { ProviderError, toProviderError } from '@/lib/providers/provider-error'
import { recordProviderTest } from '@/lib/providers/record-test'
import { confirmWithProvider } from '@/lib/sessions/confirm-with-provider'
import type { ProviderSignIn } from '@/lib/sessions/oauth-provider'
import { signInWithProvider } from '@/lib/sessions/provider-sign-in'
import { HttpError } from '@/lib/transport/api-response'
import { errorPath, type ProviderFlow, rememberFlow, takeFlow } from '@/lib/transport/provider-flow'
import { requestOrigin, safePath, setTrustedDeviceCookie } from '@/lib/transport/request'
import { currentActor, finishAtProvider, startAtProvider } from '@/lib/transport/session'

/** Sends the browser to a provider. `email` spares the person typing it again. */
export async function startProviderFlow(flow: ProviderFlow, email?: string): Promise<Response> {
  try {
    const provider = await load(flow)
    const query: { [name: string]: string } = email ? { login_hint: email } : {}
    const location = await startAtProvider({ query, identityProvider: configure(provider, flow) })
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
    const provider = await load(flow)
    await finishAtProvider({
      query: Object.fromEntries(query),
      identityProvider: configure(provider, flow),
    })
    return redirectTo(flow.purpose === 'test' ? `${flow.next}?test=passed` : safePath(flow.next))
  } catch (error) {
    const code = await report(key, error)
    return redirectTo(errorPath(flow ?? { purpose: 'sign-in', next: '/' }, code))
  }
}

async function load({ key, purpose }: ProviderFlow): Promise<LoadedProvider> {
  return loadProvider.runUntrusted(await requestOrigin(), { key, forTest: purpose === 'test' })
}

function configure(provider: LoadedProvider, { purpose }: ProviderFlow): ProviderSignIn {
  return {
    provider,
    isRecentRequired: purpose === 'confirm',
    onPerson: (person) => acceptPerson(provider, purpose, person),
  }
}

/** Returns the token of the session in which the person continues. */
async function acceptPerson(
  provider: LoadedProvider,
  purpose: ProviderFlow['purpose'],
  person: Person,
): Promise<string> {
  const origin = await requestOrigin()
  if (purpose === 'sign-in') {
    const { sessionToken, deviceToken } = await signInWithProvider(origin, provider, person)
    await setTrustedDeviceCookie(deviceToken)
    return sessionToken
  }
  const actor = await currentActor()
  if (purpose === 'test') {
    const { id, version } = provider
    await recordProviderTest(actor, { id, version, person })
    return origin.sessionToken ?? ''
  }
  const { id: providerId, issuer } = provider
  const { sessionToken } = await confirmWithProvider(actor, {
    providerId,
    issuer,
    subject: person.subject,
  })
  return sessionToken
}

/** Logs why it failed, and returns the code of the sentence about it. */
async function report(key: string, thrown: unknown): Promise<string> {
  const error = explain(thrown)
  const { requestId, address } = await requestOrigin()
  const { code, message: reason } = error
  log.warn({ requestId, address, key, code, reason }, 'a sign-in with a provider failed')
  return code
}

function explain(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  // next-auth found no valid cookie of this sign-in.
  if (error instanceof HttpError) return new ProviderError('expired', 'A cookie was missing.')
  if (!(error instanceof AppError)) throw error
  if (error.code === 'conflict') return new ProviderError('expired', error.message)
  return new ProviderError('unavailable', error.message)
}

// Relative, because the server may have another name inside its network.
function redirectTo(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: location, 'Cache-Control': 'no-store' },
  })
}
