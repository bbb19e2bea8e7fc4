import 'server-only'
import { listAttempts } from '@/lib/access/attempts'
import { readDetails } from '@/lib/access/details'
import type { UserDetails } from '@/lib/access/view'
import { findFailedMail } from '@/lib/mail/failed-mail'
import { isMailOn } from '@/lib/mail/settings'
import { query } from '@/lib/operation'
import { listIdentities } from '@/lib/providers/records'
import { listSessions } from '@/lib/sessions/records'
import type { SessionView } from '@/lib/sessions/view'
import { readOpenLink } from '@/lib/users/open-link'
import { findUser } from '@/lib/users/records'
import { userIdSchema, userKeySchema } from '@/lib/users/schema'

/**
 * All that the page of a user shows: whether they can sign in and why, how they do, their last sign-ins
 * and their open sessions.
 */
export const getUserDetails = query({
  name: 'users.getDetails',
  permission: 'users:read',
  input: userIdSchema,
  async run({ actor, db, input: { id } }): Promise<UserDetails> {
    // A user elsewhere is not found, which rejects the rest as well.
    const [details, link, attempts, sessions, identities, failedMail] = await Promise.all([
      readDetails(db, actor, id),
      readOpenLink(db, id),
      listAttempts(db, actor, id),
      listSessions(db, actor, id),
      listIdentities(db, id),
      isMailOn() ? findFailedMail(db, actor, id) : undefined,
    ])
    return { ...details, link, attempts, sessions, identities, failedMail }
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
