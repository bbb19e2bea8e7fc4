import 'server-only'
import { findActorBySession, type Origin } from '@/lib/auth/actor'
import { sessionCookie } from '@/lib/auth/cookies'
import { allows } from '@/lib/auth/permissions'

/** The session token in a Cookie header. */
export function sessionTokenIn(cookies: string | undefined): string | undefined {
  const prefix = `${sessionCookie().name}=`
  return cookies
    ?.split('; ')
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length)
}

/** Whether a request may send a large file, decided from its cookies before its body is read. */
export async function uploadAccess(
  cookies: string | undefined,
  origin: Origin,
): Promise<'allowed' | 'forbidden' | 'signed-out'> {
  const token = sessionTokenIn(cookies)
  const actor = token && (await findActorBySession(token, origin))
  if (!actor) return 'signed-out'
  return allows(actor, 'accounts:write') ? 'allowed' : 'forbidden'
}
