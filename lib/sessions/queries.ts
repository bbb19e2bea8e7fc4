import 'server-only'
import { currentSessionId } from '@/lib/auth/actor'
import { query } from '@/lib/operation'
import { emptySchema } from '@/lib/sessions/schema'
import type { SessionView } from '@/lib/sessions/view'

export const listOwnSessions = query({
  name: 'profile.findSessions',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db }): Promise<SessionView[]> {
    const sessions = await db.session.findMany({
      where: { userId: actor.userId, expiresAt: { gt: new Date() } },
      orderBy: { createdAt: 'desc' },
      take: 50,
      select: { id: true, createdAt: true, address: true, userAgent: true },
    })
    return sessions.map(({ id, ...session }) => ({
      ...session,
      isCurrent: id === currentSessionId(actor),
    }))
  },
})
