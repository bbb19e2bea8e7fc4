import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { type Actor, findActorBySession, type Origin } from '@/lib/auth/actor'
import { sessionCookie, sessionSeconds } from '@/lib/auth/cookies'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Person } from '@/lib/providers/claims'
import { signOut } from '@/lib/sessions/commands'
import { oauthProvider } from '@/lib/sessions/oauth-provider'
import { signInWithPasskey } from '@/lib/sessions/passkey-sign-in'
import { type Purpose, prepareProviderSignIn } from '@/lib/sessions/provider-purposes'
import { signIn } from '@/lib/sessions/sign-in'
import { signInWithCode } from '@/lib/sessions/sign-in-with-code'
import type { SignedIn } from '@/lib/sessions/start-session'

declare module 'next-auth/jwt' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can extend the library's
  interface JWT {
    actor?: Actor
  }
}

// next-auth keeps the URL to return to in a cookie and fails when its value is malformed. No
// provider here needs it, so it has a name that no browser can send.
export const UNUSED_COOKIE = randomUUID()

/** The ways of signing in that a form of ours submits. */
export type SignInProvider = 'credentials' | 'passkey' | 'second-factor'

/** Turns the result of a sign-in into what next-auth expects. */
type Finish = (result: Promise<SignedIn | { ticket: string }>) => Promise<{ id: string }>

type RequestContext = {
  origin: Origin
  setTrustedDevice(token: string): Promise<void>
  setTicket(token: string): Promise<void>
  /** next-auth turns every error into a redirect. This receives the error itself. */
  onError(error: unknown): void
}

/**
 * The session cookie holds the token of a row in `sessions` instead of a JWT, so deleting the row
 * ends the session. A provider starts that session itself and returns its token as the user's ID.
 */
export function nextAuthOptions(request: RequestContext): AuthOptions {
  const { origin, setTrustedDevice, setTicket } = request
  const reportErrors = reportErrorsTo(request)
  const toUser = async (result: SignedIn | { ticket: string }) => {
    if ('ticket' in result) {
      await setTicket(result.ticket)
      const message = 'The password is right. Enter the code from your authenticator app.'
      throw new AppError('second-factor-required', message)
    }
    await setTrustedDevice(result.deviceToken)
    return { id: result.sessionToken }
  }
  const finish: Finish = (result) => reportErrors(result.then(toUser))
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionSeconds() },
    cookies: { sessionToken: sessionCookie(), callbackUrl: { name: UNUSED_COOKIE, options: {} } },
    providers: signInProviders(origin, finish),
    jwt: {
      encode: ({ token }) => token?.sub ?? '',
      decode: ({ token = '' }) => reportErrors(readSession(token, origin)),
    },
    callbacks: {
      session: ({ session, token: { actor } }) => ({
        expires: actor?.sessionExpiresAt?.toISOString() ?? session.expires,
      }),
      redirect: ({ url, baseUrl }) => pageUrl(url, baseUrl),
    },
    events: { signOut: ({ token }) => reportErrors(endSession(token?.actor)) },
    logger: {
      error: (code) => log.debug({ code }, 'next-auth rejected a request'),
      warn: (code) => log.debug({ code }, 'next-auth warned'),
    },
  }
}

/** The options for a sign-in with an identity provider, or for its test. */
export async function providerOptions(
  request: RequestContext,
  flow: { key: string; purpose: Purpose },
): Promise<AuthOptions> {
  const signIn = await prepareProviderSignIn(request.origin, flow)
  const toUser = async (person: Person) => {
    const { sessionToken, deviceToken } = await signIn.onPerson(person)
    if (deviceToken !== undefined) await request.setTrustedDevice(deviceToken)
    return { id: sessionToken }
  }
  const provider = oauthProvider(signIn, toUser, reportErrorsTo(request))
  return { ...nextAuthOptions(request), providers: [provider] }
}

function reportErrorsTo({ onError }: Pick<RequestContext, 'onError'>) {
  return <T>(result: Promise<T>): Promise<T> =>
    result.catch((error: unknown) => {
      onError(error)
      throw error
    })
}

function signInProviders(origin: Origin, finish: Finish) {
  return [
    Credentials({
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      authorize: (fields) => finish(signIn.runUntrusted(origin, fields)),
    }),
    Credentials({
      id: 'second-factor',
      credentials: { code: {} },
      authorize: (fields) => finish(signInWithCode.runUntrusted(origin, fields)),
    }),
    Credentials({
      id: 'passkey',
      credentials: { assertion: {} },
      authorize: (fields) => finish(signInWithPasskey.runUntrusted(origin, fields)),
    }),
  ]
}

async function readSession(token: string, origin: Origin) {
  const actor = await findActorBySession(token, origin)
  return actor && { sub: token, actor }
}

async function endSession(actor: Actor | undefined): Promise<void> {
  if (!actor) return
  await signOut(actor).catch((error: unknown) => {
    const hasEnded = error instanceof AppError && error.code === 'unauthenticated'
    if (!hasEnded) throw error
  })
}

function pageUrl(url: string, baseUrl: string): string {
  const page = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : undefined
  if (page?.origin !== baseUrl || /^\/(\/|api\/auth)/.test(page.pathname)) return baseUrl
  return page.href
}
