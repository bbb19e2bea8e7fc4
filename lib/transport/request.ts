import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { type Actor, actorOfSession, type Origin } from '@/lib/auth/actor'
import { overTls, sessionCookie, trustedDeviceCookie } from '@/lib/auth/cookies'
import { readTheme, type Theme, themeCookie } from '@/lib/theme'
import { trustedClient } from '@/lib/transport/trusted-client'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Where this request came from; the server's own headers, which no client can set. */
export async function requestOrigin(): Promise<Origin> {
  const [sent, jar] = await Promise.all([headers(), cookies()])
  return {
    ...trustedClient(sent),
    userAgent: (sent.get('user-agent') ?? '').slice(0, 300),
    device: jar.get(trustedDeviceCookie().name)?.value,
  }
}

/** Who is asking, read from the database once a request; null without a live session. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = (await cookies()).get(sessionCookie().name)?.value
  return token ? actorOfSession(token, await requestOrigin()) : null
})

/** Keeps a new session in the browser, and the mark by which its device is known from then on. */
export async function setSessionCookies(signedIn: {
  token: string
  device: string
}): Promise<void> {
  const { name, options } = sessionCookie()
  const jar = await cookies()
  jar.set(name, signedIn.token, options)
  await setTrustedDeviceCookie(signedIn.device)
}

/** Keeps the mark alone. */
export async function setTrustedDeviceCookie(mark: string): Promise<void> {
  const { name, options } = trustedDeviceCookie()
  const jar = await cookies()
  jar.set(name, mark, options)
}

/** Takes the session cookie out of the browser. */
export async function clearSessionCookie(): Promise<void> {
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

/** Keeps the theme in this browser. */
export async function setThemeCookie(theme: Theme): Promise<void> {
  const jar = await cookies()
  const options = { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', secure: overTls() } as const
  jar.set(themeCookie, theme, options)
}

/** The language tag in which this browser wants dates and numbers written. */
export async function currentLocale(): Promise<string> {
  const wanted = (await headers()).get('accept-language')?.split(/[,;]/)[0]?.trim() ?? ''
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(wanted)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
