import 'server-only'
import { findActorBySession, type Origin } from '@/lib/auth/actor'
import { sessionCookie } from '@/lib/auth/cookies'
import { allows } from '@/lib/auth/permissions'

/** Whether a request may send a large file, decided from its cookies before its body is read. */
export async function uploadAccess(
  cookies: string | undefined,
  origin: Origin,
): Promise<'allowed' | 'forbidden' | 'signed-out'> {
  const prefix = `${sessionCookie().name}=`
  const cookie = cookies?.split('; ').find((pair) => pair.startsWith(prefix))
  const actor = cookie && (await findActorBySession(cookie.slice(prefix.length), origin))
  if (!actor) return 'signed-out'
  return allows(actor, 'accounts:write') ? 'allowed' : 'forbidden'
}
