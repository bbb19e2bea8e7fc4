import 'server-only'
import { SESSION_SECONDS } from '@/lib/auth/sign-in'
import { env } from '@/lib/env'

/** The session cookie: over TLS it is bound to the host by its prefix. */
export function sessionCookie() {
  const secure = env().APP_URL?.startsWith('https:') ?? false
  return {
    name: secure ? '__Host-console-session' : 'console-session',
    options: {
      httpOnly: true,
      sameSite: 'lax' as const,
      secure,
      path: '/',
      maxAge: SESSION_SECONDS,
    },
  }
}
