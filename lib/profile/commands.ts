import 'server-only'
import { type Actor, currentSessionId } from '@/lib/auth/actor'
import { consumeAttempt } from '@/lib/auth/consume-attempt'
import { hashToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'
import { createLink, endLinks, linkUrl } from '@/lib/links/records'
import { queueMail } from '@/lib/mail/queue'
import { isMailOn } from '@/lib/mail/settings'
import { command } from '@/lib/operation'
import { paths } from '@/lib/paths'
import { saveOwnEmail } from '@/lib/profile/records'
import { changeEmailSchema, emptySchema, updateNameSchema } from '@/lib/profile/schema'
import { requireFreeEmail } from '@/lib/users/emails'
import { lockUser, saveUser } from '@/lib/users/records'
import { requireVersion } from '@/lib/users/rules'
import { searchKey } from '@/lib/users/search-key'

type UpdatedName = { version: number; changed: boolean }

/** Saving the name that one has writes nothing. */
export const updateOwnName = command({
  name: 'profile.update',
  permission: 'profile',
  input: updateNameSchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor, db, input: { version, firstName, lastName }, audit }): Promise<UpdatedName> {
    const before = await lockUser(db, actor, { id: actor.userId })
    requireVersion(before, version, 'your profile')
    if (before.firstName === firstName && before.lastName === lastName) {
      return { version: before.version, changed: false }
    }
    const after = { firstName, lastName }
    const saved = await saveUser(db, before, {
      ...after,
      searchKey: searchKey({ ...after, email: before.email }),
    })
    audit({
      target: { type: 'user', id: before.id },
      detail: { before: { firstName: before.firstName, lastName: before.lastName }, after },
    })
    return { version: saved.version, changed: true }
  },
})

type ChangedEmail =
  | { outcome: 'unchanged'; changed: false }
  | { outcome: 'changed'; email: string; version: number }
  /** A link was sent, and the address changes when it is used. */
  | { outcome: 'pending'; email: string }

const MAX_LINKS_OF_USER = 5
const MAX_LINKS_TO_ADDRESS = 3

/**
 * If mail is on, sends a link to the new address, which the user keeps without it. Saving the address
 * that one has writes nothing.
 */
export const changeOwnEmail = command({
  name: 'profile.changeEmail',
  permission: 'profile',
  recentAuthentication: 'always',
  input: changeEmailSchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async prepare({ actor: { userId }, input: { email } }): Promise<void> {
    if (!isMailOn()) return
    // The console must not flood a mailbox, of which nobody knows yet whose it is.
    await consumeAttempt([
      { key: `new-email:user-${userId}`, limit: MAX_LINKS_OF_USER },
      { key: `new-email:${hashToken(email)}`, limit: MAX_LINKS_TO_ADDRESS },
    ])
  },
  async run({ actor, db, input: { version, email }, audit }): Promise<ChangedEmail> {
    const user = await lockUser(db, actor, { id: actor.userId })
    requireVersion(user, version, 'your profile')
    if (email === user.email) return { outcome: 'unchanged', changed: false }
    await requireFreeEmail(db, actor, email)
    const target = { type: 'user', id: user.id } as const
    if (isMailOn()) {
      await sendConfirmation(db, actor, email)
      audit({ target, detail: { requested: { email } } })
      return { outcome: 'pending', email }
    }
    const { organizationId } = actor
    const saved = await saveOwnEmail(
      db,
      { ...user, organizationId },
      email,
      currentSessionId(actor),
    )
    audit({ target, detail: { before: { email: user.email }, after: { email } } })
    return { outcome: 'changed', email, version: saved.version }
  },
})

/** Only the latest link works. */
async function sendConfirmation(db: Database, actor: Actor, newEmail: string): Promise<void> {
  const { userId, organizationId } = actor
  await endLinks(db, userId, ['email'])
  const { token, expiresAt } = await createLink(db, {
    userId,
    organizationId,
    purpose: 'email',
    createdBy: null,
    newEmail,
  })
  const parameters = { url: linkUrl(token, paths.confirmEmail), expiresAt }
  await queueMail(db, {
    organizationId,
    userId,
    to: newEmail,
    template: 'confirm-email',
    parameters,
  })
}

/** The link that was sent to the new address no longer works. Repeated, does nothing. */
export const cancelEmailChange = command({
  name: 'profile.cancelEmailChange',
  permission: 'profile',
  input: emptySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor: { userId: id }, db, audit }): Promise<{ canceled: boolean }> {
    const canceled = (await endLinks(db, id, ['email'])) > 0
    if (canceled) audit({ target: { type: 'user', id } })
    return { canceled }
  },
})
