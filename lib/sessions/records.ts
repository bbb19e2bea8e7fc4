import 'server-only'
import type { Origin } from '@/lib/auth/actor'
import { SESSION_SECONDS } from '@/lib/auth/cookies'
import { hashToken, newToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'

const MAX_SESSIONS = 20

/** Starts a session and returns its token. The oldest sessions of the user make room for it. */
export async function createSession(
  db: Database,
  userId: number,
  { address, userAgent }: Origin,
): Promise<string> {
  await db.$executeRaw`
    DELETE FROM sessions WHERE user_id = ${userId} AND (expires_at < now() OR id NOT IN
      (SELECT id FROM sessions WHERE user_id = ${userId} AND expires_at >= now()
        ORDER BY created_at DESC, id LIMIT ${MAX_SESSIONS - 1}))`
  const token = newToken()
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000)
  await db.session.create({
    data: { id: hashToken(token), userId, expiresAt, address, userAgent },
    select: { id: true },
  })
  return token
}
