import 'server-only'
import { isMailOn } from '@/lib/mail/settings'
import { query } from '@/lib/operation'
import { findPendingEmail } from '@/lib/profile/records'
import { emptySchema } from '@/lib/profile/schema'
import type { OwnProfile } from '@/lib/profile/view'

export const getOwnProfile = query({
  name: 'profile.get',
  permission: 'profile',
  input: emptySchema,
  async run({ actor: { userId: id }, db }): Promise<OwnProfile> {
    const select = { firstName: true, lastName: true, email: true, version: true } as const
    const [user, pendingEmail] = await Promise.all([
      db.user.findUniqueOrThrow({ where: { id }, select }),
      findPendingEmail(db, id),
    ])
    return { ...user, pendingEmail, confirmsEmail: isMailOn() }
  },
})
