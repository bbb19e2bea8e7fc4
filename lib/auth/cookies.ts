import 'server-only'
import { env } from '@/lib/env'

/** A working day: a session does not outlive it, however busy it is. */
export const SESSION_SECONDS = 12 * 60 * 60

const DEVICE_SECONDS = 180 * 24 * 60 * 60

/** Whether people reach this site over TLS, so that its cookies must stay on it. */
export function overTls(): boolean {
  return env().APP_URL?.startsWith('https:') ?? false
}

/** The session cookie: over TLS it is bound to the host by its prefix. */
export function sessionCookie() {
  return boundCookie('console-session', SESSION_SECONDS)
}

/** The cookie that marks a device as known: its guesses are counted apart from everyone else's. */
export function trustedDeviceCookie() {
  return boundCookie('console-device', DEVICE_SECONDS)
}

function boundCookie(name: string, maxAge: number) {
  const secure = overTls()
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: 'lax' as const, secure, path: '/', maxAge },
  }
}
