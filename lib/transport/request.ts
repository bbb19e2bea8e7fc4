import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { type Actor, actorOfSession, type Origin } from '@/lib/auth/actor'
import { sessionCookie } from '@/lib/auth/cookie'
import { readTheme, type Theme, themeCookie } from '@/lib/theme'

/** Where this request came from; the server's own headers, which no client can set. */
export async function requestOrigin(): Promise<Origin> {
  const sent = await headers()
  return {
    address: sent.get('x-client-address') ?? 'unknown',
    requestId: sent.get('x-request-id') ?? crypto.randomUUID(),
    userAgent: (sent.get('user-agent') ?? '').slice(0, 300),
  }
}

/** Who is asking, read from the database once a request; null without a live session. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = (await cookies()).get(sessionCookie().name)?.value
  return token ? actorOfSession(token, await requestOrigin()) : null
})

/** Keeps the token of a new session in the browser. */
export async function keepSession(token: string): Promise<void> {
  const { name, options } = sessionCookie()
  const jar = await cookies()
  jar.set(name, token, options)
}

/** Takes the session cookie out of the browser. */
export async function dropSession(): Promise<void> {
  const { name, options } = sessionCookie()
  const jar = await cookies()
  jar.set(name, '', { ...options, maxAge: 0 })
}

/** A path of this site to return to after signing in, or the start. */
export function safePath(path: unknown): string {
  if (typeof path !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path)) return '/'
  return path.includes('\\') ? '/' : path
}

/** The theme that this browser chose. */
export async function currentTheme(): Promise<Theme> {
  return readTheme((await cookies()).get(themeCookie)?.value)
}

/** The language tag in which this browser wants dates and numbers written. */
export async function currentLocale(): Promise<string> {
  const wanted = (await headers()).get('accept-language')?.split(/[,;]/)[0]?.trim() ?? ''
  const wellFormed = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(wanted)
  return wellFormed ? (Intl.DateTimeFormat.supportedLocalesOf(wanted)[0] ?? 'en') : 'en'
}
