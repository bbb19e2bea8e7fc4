import 'server-only'
import { type StoredSecret, toStoredSecret } from '@/lib/auth/secrets'
import { env } from '@/lib/env'
import { query, systemOperation } from '@/lib/operation'
import { listSessions } from '@/lib/sessions/records'
import { emptySchema } from '@/lib/sessions/schema'
import { findTicket } from '@/lib/sessions/tickets'
import type { OwnSessions } from '@/lib/sessions/view'

export const listOwnSessions = query({
  name: 'profile.findSessions',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db }): Promise<OwnSessions> {
    const sessions = await listSessions(db, actor, actor.userId)
    return { sessions, idleMinutes: env().SESSION_IDLE_MINUTES }
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

/** The email address of a user who has given their password. Null without a valid ticket. */
export const getTicket = systemOperation({
  input: emptySchema,
  async run({ db, origin }): Promise<{ email: string } | null> {
    const user = await findTicket(db, origin.ticket)
    return user ? { email: user.email } : null
  },
})
