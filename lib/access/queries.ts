import 'server-only'
import { listAttempts } from '@/lib/access/attempts'
import { readFacts } from '@/lib/access/facts'
import type { Access } from '@/lib/access/view'
import { query } from '@/lib/operation'
import { listSessions } from '@/lib/sessions/records'
import type { SessionView } from '@/lib/sessions/view'
import { findUser } from '@/lib/users/records'
import { userIdSchema, userKeySchema } from '@/lib/users/schema'

/** Whether a user can sign in and why, their last sign-ins and their open sessions. */
export const getAccess = query({
  name: 'users.getAccess',
  permission: 'users:read',
  input: userIdSchema,
  async run({ actor, db, input: { id } }): Promise<Access> {
    // The facts of a user elsewhere are not found, which rejects the rest as well.
    const [facts, attempts, sessions] = await Promise.all([
      readFacts(db, actor, id),
      listAttempts(db, actor, id),
      listSessions(db, actor, id),
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
