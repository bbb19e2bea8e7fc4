import 'server-only'
import { type Actor, currentSessionId, type Origin } from '@/lib/auth/actor'
import { isOpen, latestEnd } from '@/lib/auth/session-lifetime'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { browserName } from '@/lib/browser-name'
import type { Database } from '@/lib/db/sql'
import { MAX_SESSIONS, type SignInMethod } from '@/lib/sessions/policy'
import type { SessionView } from '@/lib/sessions/view'

/**
 * Starts a session and returns its token. It replaces the one that the browser had. The oldest
 * sessions of the user make room for it.
 */
export async function createSession(
  db: Database,
  userId: number,
  { address, userAgent, sessionToken = '' }: Origin,
  method: SignInMethod,
): Promise<string> {
  await db.$executeRaw`DELETE FROM sessions WHERE id = ${hashToken(sessionToken)}`
  await db.$executeRaw`
    DELETE FROM sessions s USING users u JOIN organizations o ON o.id = u.organization_id
     WHERE u.id = ${userId} AND s.user_id = u.id AND (NOT ${isOpen()} OR s.id NOT IN
      (SELECT s.id FROM sessions s WHERE s.user_id = ${userId} AND ${isOpen()}
        ORDER BY s.created_at DESC, s.id LIMIT ${MAX_SESSIONS - 1}))`
  const token = newToken()
  await db.$executeRaw`
    INSERT INTO sessions (id, user_id, expires_at, address, user_agent, method)
    VALUES (${hashToken(token)}, ${userId}, ${latestEnd()}, ${address}, ${userAgent}, ${method})`
  return token
}

type SessionRow = Omit<SessionView, 'browser'> & { userAgent: string }

/** The open sessions of a user, the latest first. */
export async function listSessions(
  db: Database,
  actor: Actor,
  userId: number,
): Promise<SessionView[]> {
  const rows = await db.$queryRaw<SessionRow[]>`
    SELECT s.public_id AS id, s.created_at AS "createdAt", s.last_used_at AS "lastUsedAt",
           s.address, s.user_agent AS "userAgent", s.id = ${currentSessionId(actor)} AS "isCurrent"
      FROM sessions s JOIN users u ON u.id = s.user_id
      JOIN organizations o ON o.id = u.organization_id
     WHERE u.id = ${userId} AND ${isOpen()}
     ORDER BY s.created_at DESC, s.id`
  return rows.map(({ userAgent, ...session }) => ({ ...session, browser: browserName(userAgent) }))
}

/** Gives the session a new token and returns it. It ends when it would have ended before. */
export async function renewSession(db: Database, actor: Actor): Promise<string> {
  const token = newToken()
  await db.$executeRaw`
    UPDATE sessions SET id = ${hashToken(token)}, authenticated_at = now(), last_used_at = now()
     WHERE id = ${currentSessionId(actor)}`
  return token
}
