import 'server-only'
import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import type { Origin } from '@/lib/auth/actor'
import { sessionCookie } from '@/lib/auth/cookie'
import { SESSION_SECONDS, signIn } from '@/lib/auth/sign-in'
import { env } from '@/lib/env'

/**
 * next-auth over the program's own sessions: what it keeps in its cookie is the token of a row
 * in `sessions` and nothing else, so that ending the row ends the session everywhere.
 */
export function authOptions(origin: Origin): AuthOptions {
  return {
    secret: env().AUTH_SECRET,
    pages: { signIn: '/login', error: '/login' },
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    cookies: { sessionToken: sessionCookie() },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials) {
          const { token } = await signIn(origin, credentials ?? {})
          return { id: token }
        },
      }),
    ],
    jwt: {
      encode: async ({ token }) => token?.sub ?? '',
      decode: async ({ token }) => (token ? { sub: token } : null),
    },
    callbacks: {
      session: ({ session }) => ({ expires: session.expires }),
    },
  }
}
