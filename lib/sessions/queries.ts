import 'server-only'
import { currentSessionId } from '@/lib/auth/actor'
import { type StoredSecret, toStoredSecret } from '@/lib/auth/secrets'
import { isOpen } from '@/lib/auth/session-lifetime'
import { env } from '@/lib/env'
import { query } from '@/lib/operation'
import { emptySchema } from '@/lib/sessions/schema'
import type { OwnSessions, SessionView } from '@/lib/sessions/view'

export const listOwnSessions = query({
  name: 'profile.findSessions',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db }): Promise<OwnSessions> {
    const sessions = await db.$queryRaw<Omit<SessionView, 'isCurrent'>[]>`
      SELECT id, created_at AS "createdAt", last_used_at AS "lastUsedAt", address,
             user_agent AS "userAgent"
        FROM sessions s WHERE user_id = ${actor.userId} AND ${isOpen()}
       ORDER BY created_at DESC, id`
    const currentId = currentSessionId(actor)
    return {
      sessions: sessions.map((session) => ({ ...session, isCurrent: session.id === currentId })),
      idleMinutes: env().SESSION_IDLE_MINUTES,
    }
  },
})

export const getOwnSecret = query({
  name: 'profile.getSecret',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db }): Promise<StoredSecret | null> {
    const user = await db.user.findUniqueOrThrow({
      where: { id: actor.userId },
      select: { secretHash: true, secretCreatedAt: true },
    })
    return toStoredSecret(user)
  },
})
