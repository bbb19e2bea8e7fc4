import 'server-only'
import { type StoredSecret, toStoredSecret } from '@/lib/auth/secrets'
import { query, systemOperation } from '@/lib/operation'
import { readSessionLifetime } from '@/lib/organization/records'
import { listSessions } from '@/lib/sessions/records'
import { emptySchema } from '@/lib/sessions/schema'
import { findTicket } from '@/lib/sessions/tickets'
import type { OwnSessions } from '@/lib/sessions/view'

export const listOwnSessions = query({
  name: 'profile.findSessions',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db }): Promise<OwnSessions> {
    const [sessions, lifetime] = await Promise.all([
      listSessions(db, actor, actor.userId),
      readSessionLifetime(db, actor.organizationId),
    ])
    return { sessions, ...lifetime }
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
