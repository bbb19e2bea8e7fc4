import 'server-only'
import { resetAllLoginAttempts } from '@/lib/auth/reset-attempts'
import { requireRecentAuthentication } from '@/lib/authorize'
import { omitUndefined, shallowEqual } from '@/lib/changes'
import { pickColumns, type Row } from '@/lib/columns'
import { AppError, fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { newPasswordHash, replacePassword } from '@/lib/passwords/records'
import { editableUserColumns } from '@/lib/users/columns'
import { type DeletedUser, findDeletedUser } from '@/lib/users/deleted-users'
import { reportNewEmails, requireFreeEmail } from '@/lib/users/emails'
import { endAccess } from '@/lib/users/end-access'
import { OWN_ROLES, whyNotRemovable } from '@/lib/users/policy'
import { findUser, lockUser, lockUserIfExists, saveUser } from '@/lib/users/records'
import { reportNewOrgAdmin } from '@/lib/users/report-role'
import { adminContext, requirePermitted, requireVersion } from '@/lib/users/rules'
import { deleteUserSchema, updateUserSchema } from '@/lib/users/schema'
import { searchKey } from '@/lib/users/search-key'
import type { UserRecord } from '@/lib/users/view'

/**
 * Changes the given fields. A deactivation and a new password end the user's sessions and User
 * Secret. Saving without a change writes nothing and leaves the version as it is.
 */
export const updateUser = command({
  name: 'users.update',
  permission: 'users:write',
  exclusive: true,
  recentAuthentication: 'for-some-changes',
  input: updateUserSchema,
  target: ({ id }) => ({ type: 'user', id }),
  async prepare({ actor, db, input }): Promise<string | undefined> {
    if (input.password === undefined) return undefined
    requireRecentAuthentication(actor)
    const before = await findUser(db, actor, input)
    if (before.id === actor.userId) {
      throw new AppError('conflict', 'Change your own password on your profile page.')
    }
    const { firstName, lastName, email } = input
    const person = { ...before, ...omitUndefined({ firstName, lastName, email }) }
    return newPasswordHash(db, actor.organizationId, person, input.password)
  },
  async run({
    actor,
    db,
    input,
    prepared,
    audit,
  }): Promise<{ user: UserRecord; changed: boolean }> {
    const before = await lockUser(db, actor, input)
    requireVersion(before, input.version)
    const values = auditable({ ...before, ...omitUndefined(input) })
    const unchanged = shallowEqual(auditable(before), values)
    if (unchanged && prepared === undefined) return { user: before, changed: false }
    if (before.id === actor.userId && values.accountAdmin !== before.accountAdmin) {
      throw fieldError('forbidden', 'accountAdmin', OWN_ROLES)
    }
    await requirePermitted(db, actor, before, values)
    if (changesAccess(before, values)) requireRecentAuthentication(actor)
    if (values.email !== before.email) await requireFreeEmail(db, actor, values.email)
    if (prepared) {
      const { mustChangePassword = false } = input
      const replacement = {
        passwordHash: prepared,
        mustChangePassword,
        initialPassword: true,
        changedBy: 'administrator' as const,
      }
      await replacePassword(db, before.id, replacement)
    }
    const saved = await saveUser(db, before, {
      ...values,
      searchKey: searchKey(values),
      ...(values.active === before.active ? {} : { deactivationId: null }),
    })
    await reportNewOrgAdmin(db, actor, before, saved)
    const user = prepared ? { ...saved, ...withNewPassword } : saved
    await endAccess(db, actor, { before, after: user, hasNewPassword: prepared !== undefined })
    if (user.email !== before.email) {
      await reportNewEmails(db, actor, [{ before, newEmail: user.email }])
    }
    const password = prepared ? { password: 'changed' } : {}
    audit({
      target: { type: 'user', id: user.id },
      detail: { before: auditable(before), after: { ...auditable(user), ...password } },
    })
    return { user, changed: true }
  },
})

/** Repeated, does nothing. */
export const deleteUser = command({
  name: 'users.delete',
  permission: 'users:write',
  exclusive: true,
  input: deleteUserSchema,
  target: ({ id }) => ({ type: 'user', id }),
  async run({ actor, db, input, audit }): Promise<DeletedUser> {
    const user = await lockUserIfExists(db, actor, input)
    if (!user) return findDeletedUser(db, actor, input)
    requireVersion(user, input.version)
    const reason = whyNotRemovable(user, await adminContext(db, actor))
    if (reason) throw new AppError('conflict', reason)
    await db.user.delete({ where: { id: user.id }, select: { id: true } })
    await resetAllLoginAttempts(db, { login: user.email, userId: user.id })
    const before = { accountId: user.accountId, ...auditable(user) }
    audit({ target: { type: 'user', id: user.id }, detail: { before } })
    return user
  },
})

const withNewPassword = {
  hasPassword: true,
  invited: false,
  passwordExpired: false,
  initialPasswordExpired: false,
}

type Access = { email: string; orgAdmin: boolean; accountAdmin: boolean }

function changesAccess(before: Access, after: Access): boolean {
  return (
    after.email !== before.email ||
    after.orgAdmin !== before.orgAdmin ||
    after.accountAdmin !== before.accountAdmin
  )
}

function auditable(user: Row<typeof editableUserColumns>) {
  return pickColumns(editableUserColumns, user)
}
