import 'server-only'
import { cookies, headers } from 'next/headers'
import type { Origin } from '@/lib/auth/actor'
import {
  isServedOverTls,
  sessionCookie,
  ticketCookie,
  trustedDeviceCookie,
} from '@/lib/auth/cookies'
import { env } from '@/lib/env'
import { paths } from '@/lib/paths'
import { publicUrl } from '@/lib/public-url'
import { type Reader, readTimeZone, timeZoneCookie } from '@/lib/reader'
import { readSingleKeys, singleKeysCookie } from '@/lib/single-keys'
import { readTheme, type Theme, themeCookie } from '@/lib/theme'
import { recordDeniedForm } from '@/lib/transport/denied-form'
import { isSameOrigin } from '@/lib/transport/same-origin'
import { markActionReached, setStatus } from '@/lib/transport/status'
import { trustedClient } from '@/lib/transport/trusted-client'

const MAX_LOCALE_LENGTH = 100
const YEAR_SECONDS = 365 * 24 * 60 * 60
// A path is parsed against it; which one doesn't matter.
const ANY_ORIGIN = 'http://localhost'

/** Reads headers that the server sets itself, so a client can't forge the address. */
export async function requestOrigin(): Promise<Origin> {
  const [sent, jar] = await Promise.all([headers(), cookies()])
  return {
    ...trustedClient(sent),
    userAgent: (sent.get('user-agent') ?? '').slice(0, 300),
    deviceToken: jar.get(trustedDeviceCookie().name)?.value,
    sessionToken: jar.get(sessionCookie().name)?.value,
    ticket: jar.get(ticketCookie().name)?.value,
  }
}

export async function requestPath(): Promise<string> {
  return (await headers()).get('x-request-path') ?? paths.home
}

/** Every action and form handler checks this first. Sets the status 403 if the check fails. */
export async function isSameOriginRequest(): Promise<boolean> {
  markActionReached()
  const sent = await headers()
  const browser = { origin: sent.get('origin'), host: sent.get('host') }
  const allowed = isSameOrigin(browser, env().APP_URL)
  if (!allowed) {
    setStatus(403)
    const token = (await cookies()).get(sessionCookie().name)?.value
    await recordDeniedForm(token, await requestOrigin(), 'This form was not sent from this site.')
  }
  return allowed
}

export async function setTrustedDeviceCookie(token: string): Promise<void> {
  const { name, options } = trustedDeviceCookie()
  const jar = await cookies()
  jar.set(name, token, options)
}

export async function setTicketCookie(token: string): Promise<void> {
  const { name, options } = ticketCookie()
  const jar = await cookies()
  jar.set(name, token, options)
}

/**
 * The path to return to after signing in, normalized as a browser does before it decides where a
 * path leads: `/.//example.com` is another site. Anything but a path of this site becomes the home
 * page.
 */
export function safePath(path: unknown): string {
  if (typeof path !== 'string' || !path.startsWith('/')) return paths.home
  if (!URL.canParse(path, ANY_ORIGIN)) return paths.home
  const { origin, pathname, search, searchParams, hash } = new URL(path, ANY_ORIGIN)
  if (origin !== ANY_ORIGIN || pathname.startsWith('//')) return paths.home
  // Next's router adds it to its own requests.
  if (!searchParams.has('_rsc')) return pathname + search + hash
  searchParams.delete('_rsc')
  return pathname + (searchParams.size > 0 ? `?${searchParams}` : '') + hash
}

export async function currentTheme(): Promise<Theme> {
  return readTheme((await cookies()).get(themeCookie)?.value)
}

export async function currentSingleKeys(): Promise<boolean> {
  return readSingleKeys((await cookies()).get(singleKeysCookie)?.value)
}

/** Keeps how the console works in this browser. */
export async function setPreferenceCookie(name: string, value: string): Promise<void> {
  const jar = await cookies()
  const options = {
    path: '/',
    maxAge: YEAR_SECONDS,
    sameSite: 'lax',
    secure: isServedOverTls(),
  } as const
  jar.set(name, value, options)
}

export async function currentReader(): Promise<Reader> {
  const [locale, jar] = await Promise.all([currentLocale(), cookies()])
  return { locale, timeZone: readTimeZone(jar.get(timeZoneCookie)?.value) }
}

/** Where people open the console. */
export function consoleUrl(): string {
  return publicUrl(env())
}

export async function currentLocale(): Promise<string> {
  const sent = (await headers()).get('accept-language')?.slice(0, MAX_LOCALE_LENGTH)
  const wanted = sent?.split(/[,;]/)[0]?.trim() ?? ''
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(wanted)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
