import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { createLink, endLinks, linkUrl } from '@/lib/links/records'
import { command } from '@/lib/operation'
import { mailLinks } from '@/lib/users/mail-link'
import { passwordLinkPurposes } from '@/lib/users/open-link'
import { INACTIVE_LINK, OWN_LINK } from '@/lib/users/policy'
import { lockUser } from '@/lib/users/records'
import { createLinkSchema, userKeySchema } from '@/lib/users/schema'
import type { NewLink, UserRecord } from '@/lib/users/view'

/**
 * Makes a link with which a user chooses a password, and ends earlier ones. Without a purpose, it
 * follows from whether the user has a password. The link is returned only here.
 */
export const createUserLink = command({
  name: 'users.createLink',
  permission: 'users:write',
  recentAuthentication: 'always',
  input: createLinkSchema,
  target: ({ id }) => ({ type: 'user', id }),
  async run({ actor, db, input, audit }): Promise<{ user: UserRecord; link: NewLink }> {
    const user = await lockUser(db, actor, input)
    if (user.id === actor.userId) throw new AppError('conflict', OWN_LINK)
    if (!user.active) throw new AppError('conflict', INACTIVE_LINK)
    const purpose = input.purpose ?? (await defaultPurpose(db, user.id))
    await endLinks(db, user.id, passwordLinkPurposes)
    const link = await newPasswordLink(db, actor, user.id, purpose)
    if (input.sendMail) await mailLinks(db, actor, [{ ...link, id: user.id, email: user.email }])
    audit({ target: { type: 'user', id: user.id }, detail: { purpose } })
    return { user, link }
  },
})

/** Repeated, does nothing. */
export const endUserLinks = command({
  name: 'users.endLinks',
  permission: 'users:write',
  input: userKeySchema,
  target: ({ id }) => ({ type: 'user', id }),
  async run({ actor, db, input, audit }): Promise<{ user: UserRecord; ended: number }> {
    const user = await lockUser(db, actor, input)
    const ended = await endLinks(db, user.id, passwordLinkPurposes)
    if (ended > 0) audit({ target: { type: 'user', id: user.id }, detail: { ended } })
    return { user, ended }
  },
})

export async function newPasswordLink(
  db: Database,
  { organizationId, userId: createdBy }: Actor,
  userId: number,
  purpose: NewLink['purpose'],
): Promise<NewLink> {
  const { token, expiresAt } = await createLink(db, { userId, organizationId, purpose, createdBy })
  return { url: linkUrl(token), purpose, expiresAt }
}

async function defaultPurpose(db: Database, id: number): Promise<NewLink['purpose']> {
  const withoutPassword = await db.user.count({ where: { id, passwordHash: NO_PASSWORD } })
  return withoutPassword > 0 ? 'invite' : 'password'
}
