import 'server-only'
import { env } from '@/lib/env'

/** How long a session lasts at most, even if it is in use. */
export function sessionSeconds(): number {
  return env().SESSION_ABSOLUTE_HOURS * 60 * 60
}

/** How long the second step of a sign-in may take. */
export const TICKET_SECONDS = 5 * 60

/** As long as next-auth keeps its own cookies of such a sign-in. */
const PROVIDER_SECONDS = 15 * 60

const DEVICE_SECONDS = 180 * 24 * 60 * 60

export function isServedOverTls(): boolean {
  return env().APP_URL?.startsWith('https:') ?? false
}

export function sessionCookie() {
  return hostCookie('console-session', sessionSeconds())
}

/** Grants no access: it gives a trusted device its own count of login attempts. */
export function trustedDeviceCookie() {
  return hostCookie('console-device', DEVICE_SECONDS)
}

/** The user has given the right password and still owes the second factor. */
export function ticketCookie() {
  return hostCookie('console-ticket', TICKET_SECONDS)
}

/** Why the browser was sent to an identity provider. Grants nothing. */
export function providerCookie() {
  return hostCookie('console-provider', PROVIDER_SECONDS)
}

// The prefix keeps other hosts of the domain from setting the cookie.
function hostCookie(name: string, maxAge: number) {
  const secure = isServedOverTls()
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: 'lax' as const, secure, path: '/', maxAge },
  }
}
