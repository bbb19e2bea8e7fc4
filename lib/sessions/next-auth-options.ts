import 'server-only'
import type { AuthOptions } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { actorOfSession, type Origin } from '@/lib/auth/actor'
import { SESSION_SECONDS, sessionCookie } from '@/lib/auth/cookies'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { signOut } from '@/lib/sessions/commands'
import { signIn } from '@/lib/sessions/sign-in'

type Asking = {
  origin: Origin
  /** Keeps the mark of a device that was signed in with. */
  keepDevice(mark: string): Promise<void>
  /** Hears what next-auth would swallow. */
  failed(error: unknown): void
}

/**
 * next-auth over the program's own sessions: what it keeps in its cookie is the token of a row
 * in `sessions` and nothing else, so that ending the row ends the session everywhere.
 */
export function authOptions({ origin, keepDevice, failed }: Asking): AuthOptions {
  const heard = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      failed(error)
      throw error
    })
  const authorize = async (typed: unknown) => {
    const { token, device } = await signIn.runUntrusted(origin, typed)
    await keepDevice(device)
    return { id: token }
  }
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    cookies: { sessionToken: sessionCookie() },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (typed) => heard(authorize(typed)),
      }),
    ],
    jwt: {
      encode: async ({ token }) => token?.sub ?? '',
      decode: ({ token }) => heard(liveSession(token, origin)),
    },
    callbacks: {
      session: ({ session, token }) => ({ expires: String(token.ends ?? session.expires) }),
      redirect: async ({ url, baseUrl }) => ownPage(url, baseUrl),
    },
    events: { signOut: ({ token }) => heard(endSession(token, origin)) },
    logger: {
      error: (code) => log.info({ code }, 'next-auth refused'),
      warn: (code) => log.info({ code }, 'next-auth warned'),
    },
  }
}

/** The token of a session that has not ended, of a user who may still sign in. */
async function liveSession(token: string | undefined, origin: Origin): Promise<JWT | null> {
  if (!token || !(await actorOfSession(token, origin))) return null
  const id = hashToken(token)
  const row = await mapDatabaseErrors(() => database().session.findUnique({ where: { id } }))
  return row && { sub: token, ends: row.expiresAt.toISOString() }
}

async function endSession(token: JWT | null, origin: Origin): Promise<void> {
  const actor = token?.sub === undefined ? null : await actorOfSession(token.sub, origin)
  if (!actor) return
  await signOut(actor).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'unauthenticated') throw error
  })
}

/** A page of this site to go on to; next-auth's own pages are not served. */
function ownPage(url: string, baseUrl: string): string {
  const page = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : undefined
  if (page?.origin !== baseUrl || page.pathname.startsWith('/api/auth')) return baseUrl
  return page.href
}
