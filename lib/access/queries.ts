import 'server-only'
import { query } from '@/lib/operation'
import { listSessions } from '@/lib/sessions/records'
import type { SessionView } from '@/lib/sessions/view'
import { findUser } from '@/lib/users/records'
import { userKeySchema } from '@/lib/users/schema'

export const listUserSessions = query({
  name: 'users.listSessions',
  permission: 'users:read',
  input: userKeySchema,
  async run({ actor, db, input }): Promise<SessionView[]> {
    const { id } = await findUser(db, actor, input)
    return listSessions(db, actor, id)
  },
})
