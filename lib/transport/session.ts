import 'server-only'
import { cookies } from 'next/headers'
import { NextRequest, NextResponse } from 'next/server'
import NextAuth, { type AuthOptions, getServerSession } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import { cache } from 'react'
import { z } from 'zod'
import { type Actor, findActorBySession } from '@/lib/auth/actor'
import { sessionCookie } from '@/lib/auth/cookies'
import { log } from '@/lib/log'
import { confirmPassword } from '@/lib/sessions/commands'
import {
  nextAuthOptions,
  providerOptions,
  type SignInProvider,
  UNUSED_COOKIE,
} from '@/lib/sessions/next-auth-options'
import { confirmPasskey } from '@/lib/sessions/reauthentication'
import { HttpError } from '@/lib/transport/api-response'
import { requestOrigin, setTicketCookie, setTrustedDeviceCookie } from '@/lib/transport/request'
import { failOncePerRequest } from '@/lib/transport/status'

type Fields = { [name: string]: string }

/** The signed-in user, read from the database once per request. */
export const currentActor = cache((): Promise<Actor | null> => failOncePerRequest(readActor))

async function readActor(): Promise<Actor | null> {
  const session = await withOptions((options) =>
    getServerSession({
      ...options,
      callbacks: { session: ({ token }: { token: JWT }) => ({ actor: token.actor ?? null }) },
    }),
  )
  return session?.actor ?? null
}

/**
 * The actor after they proved again who they are, if they did. The browser then gets a new session
 * token. Nothing is verified without need.
 */
export async function reauthenticate(
  actor: Actor | null,
  { ownPassword, ownPasskey }: { ownPassword: unknown; ownPasskey: unknown },
): Promise<Actor | null> {
  if (!actor || actor.recentlyAuthenticated) return actor
  const confirm = () => {
    if (isFilled(ownPasskey)) return confirmPasskey(actor, { assertion: ownPasskey })
    return isFilled(ownPassword) ? confirmPassword(actor, { ownPassword }) : undefined
  }
  const confirmed = await confirm()
  if (!confirmed) return actor
  const { sessionToken } = confirmed
  await setSessionCookie(sessionToken)
  return findActorBySession(sessionToken, actor.origin)
}

function isFilled(field: unknown): field is string {
  return typeof field === 'string' && field !== ''
}

/** For a session that goes on with a new token. next-auth sets the cookie at sign-in. */
export async function setSessionCookie(token: string): Promise<void> {
  const { name, options } = sessionCookie()
  const jar = await cookies()
  jar.set(name, token, options)
}

export async function signInWith(provider: SignInProvider, fields: Fields): Promise<void> {
  await post(`callback/${provider}`, fields)
}

/** Returns false if the session could not be ended and is still open. */
export async function signOut(): Promise<boolean> {
  try {
    await post('signout', {})
    return true
  } catch (error) {
    log.warn({ err: error, requestId: (await requestOrigin()).requestId }, 'a sign-out failed')
    return false
  }
}

const csrfSchema = z.object({ csrfToken: z.string() })

// Only for a request whose origin has been checked: it gets its CSRF token here.
async function post(path: string, fields: Fields, call?: Call): Promise<Response> {
  const csrf = await callNextAuth('csrf')
  const { csrfToken } = csrfSchema.parse(await csrf.json())
  return callNextAuth(path, { ...fields, csrfToken }, call)
}

type Call = { query: Fields; flow: Flow }
type Flow = Parameters<typeof providerOptions>[1]

/** Returns the URL of the provider to which the browser goes. */
export async function startAtProvider(flow: Flow, query: Fields): Promise<string> {
  const { headers } = await post(`signin/${flow.key}`, {}, { query, flow })
  return headers.get('location') ?? ''
}

/** Continues with what the provider has sent along in the URL. */
export async function finishAtProvider(flow: Flow, query: Fields): Promise<void> {
  await callNextAuth(`callback/${flow.key}`, undefined, { query, flow })
}

/** Calls next-auth in this process as the browser that sent the current request. */
export async function callNextAuth(path: string, fields?: Fields, call?: Call): Promise<Response> {
  const url = new URL(`/api/auth/${path}`, 'http://localhost')
  url.search = new URLSearchParams(call?.query).toString()
  const request = new NextRequest(
    url,
    fields && { method: 'POST', body: new URLSearchParams(fields) },
  )
  const context = { params: { nextauth: path.split('/') } }
  const response = await withOptions<Response>(
    (options) => NextAuth(request, context, options),
    call?.flow,
  )
  const { headers, status } = response
  if (status >= 500) throw new Error(`next-auth answered ${status} to ${path}`)
  const target = new URL(headers.get('location') ?? '/', request.url)
  if (target.pathname.startsWith('/api/auth/')) {
    throw new HttpError(403, 'Send the csrfToken of /api/auth/csrf together with its cookie.')
  }
  // Reading a session must neither replace nor remove its cookie.
  if (path !== 'session') await storeCookies(headers)
  headers.delete('set-cookie')
  return response
}

async function withOptions<T>(run: (options: AuthOptions) => Promise<T>, flow?: Flow): Promise<T> {
  const errors: unknown[] = []
  const request = {
    origin: await requestOrigin(),
    setTrustedDevice: setTrustedDeviceCookie,
    setTicket: setTicketCookie,
    onError: (error: unknown) => errors.push(error),
  }
  const result = await run(flow ? await providerOptions(request, flow) : nextAuthOptions(request))
  if (errors.length > 0) throw errors[0]
  return result
}

async function storeCookies(headers: Headers): Promise<void> {
  const jar = await cookies()
  for (const cookie of new NextResponse(null, { headers }).cookies.getAll()) {
    if (cookie.name === UNUSED_COOKIE) continue
    // NextResponse drops the empty value and the Max-Age of 0 that remove a cookie.
    if (cookie.value) jar.set(cookie)
    else jar.delete(cookie)
  }
}
