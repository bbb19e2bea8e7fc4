import 'server-only'
import { listAttempts } from '@/lib/access/attempts'
import { readFacts } from '@/lib/access/facts'
import type { Access } from '@/lib/access/view'
import { query } from '@/lib/operation'
import { listSessions } from '@/lib/sessions/records'
import type { SessionView } from '@/lib/sessions/view'
import { findUser } from '@/lib/users/records'
import { userKeySchema } from '@/lib/users/schema'

const MAX_ATTEMPTS = 5

/** Whether a user can sign in and why, their last sign-ins and their open sessions. */
export const getAccess = query({
  name: 'users.getAccess',
  permission: 'users:read',
  input: userKeySchema,
  async run({ actor, db, input }): Promise<Access> {
    const user = await findUser(db, actor, input)
    const { organizationId } = actor
    const [facts, attempts, sessions] = await Promise.all([
      readFacts(db, user),
      listAttempts(db, { organizationId, id: user.id }, MAX_ATTEMPTS),
      listSessions(db, actor, user.id),
    ])
    return { facts, attempts, sessions }
  },
})

export const listUserSessions = query({
  name: 'users.listSessions',
  permission: 'users:read',
  input: userKeySchema,
  async run({ actor, db, input }): Promise<SessionView[]> {
    const { id } = await findUser(db, actor, input)
    return listSessions(db, actor, id)
  },
})
