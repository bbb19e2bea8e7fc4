import 'server-only'
import { userAccountColumns } from '@/lib/accounts/columns'
import { accountNotFound, lockAccount } from '@/lib/accounts/records'
import { resetAllLoginAttempts } from '@/lib/auth/reset-attempts'
import { newSecret, withdrawUserSecret } from '@/lib/auth/secrets'
import { requireRecentAuthentication } from '@/lib/authorize'
import { omitUndefined, shallowEqual } from '@/lib/changes'
import { pickColumns, type Row, selectOf } from '@/lib/columns'
import { AppError, fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { newPasswordHash, replacePassword } from '@/lib/passwords/records'
import { editableUserColumns, userColumns } from '@/lib/users/columns'
import { type DeletedUser, findDeletedUser } from '@/lib/users/deleted-users'
import { reportNewEmail, requireFreeEmail } from '@/lib/users/emails'
import { endAccess } from '@/lib/users/end-access'
import { prepareFirstPassword } from '@/lib/users/first-password'
import { newPasswordLink } from '@/lib/users/links'
import { readLockOut } from '@/lib/users/lock-outs'
import { mailLink } from '@/lib/users/mail-link'
import { ORG_ADMIN_IN_DEFAULT_ACCOUNT, OWN_ROLES, whyNotRemovable } from '@/lib/users/policy'
import { findUser, isLoginBlocked, lockUser, lockUserIfExists, saveUser } from '@/lib/users/records'
import { reportNewOrgAdmin } from '@/lib/users/report-role'
import { adminContext, requirePermitted, requireVersion } from '@/lib/users/rules'
import {
  addUserSchema,
  deleteUserSchema,
  updateUserSchema,
  userKeySchema,
} from '@/lib/users/schema'
import { searchKey } from '@/lib/users/search-key'
import type { NewLink, UserRecord } from '@/lib/users/view'

/** A user with their new User Secret, which is never shown again. */
type UserWithSecret = { user: UserRecord; secret: string }

/** With the typed or generated password, or the link with which they choose it. */
type AddedUser = UserWithSecret & { password?: string | undefined; link?: NewLink | undefined }

export const addUser = command({
  name: 'users.add',
  permission: 'users:write',
  recentAuthentication: 'always',
  input: addUserSchema,
  prepare: ({ actor, db, input }) => prepareFirstPassword(db, actor.organizationId, input),
  async run({ actor, db, input, prepared, audit }): Promise<AddedUser> {
    const { accountId, password: _, firstPassword, sendMail, ...fields } = input
    const invited = firstPassword === 'link'
    const account = await lockAccount(db, actor, accountId)
    if (!account.active) throw accountNotFound()
    if (fields.orgAdmin && !account.defaultAccount) {
      throw fieldError('forbidden', 'orgAdmin', ORG_ADMIN_IN_DEFAULT_ACCOUNT)
    }
    await requireFreeEmail(db, actor, input.email)
    const { secret, columns } = newSecret()
    const user = await db.user.create({
      data: {
        ...omitUndefined(fields),
        organizationId: actor.organizationId,
        accountId: account.id,
        passwordHash: prepared.hash,
        initialPassword: !invited,
        mustChangePassword: fields.mustChangePassword && !invited,
        searchKey: searchKey(input),
        ...columns,
      },
      select: selectOf(userColumns),
    })
    const link = invited ? await newPasswordLink(db, actor, user.id, 'invite') : undefined
    if (link && sendMail) await mailLink(db, actor, user, link)
    const detail = { after: auditable(user), ...(link ? { link: link.purpose } : {}) }
    audit({ target: { type: 'user', id: user.id }, detail })
    const signInBlocked = await isLoginBlocked(db, user.email)
    const expired = { passwordExpired: false, initialPasswordExpired: false }
    const state = { ...expired, signInBlocked, hasPassword: !invited, invited }
    return {
      user: { ...user, ...state, account: pickColumns(userAccountColumns, account) },
      secret,
      password: prepared.password,
      link,
    }
  },
})

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
    if (user.email !== before.email) await reportNewEmail(db, actor, before, user.email)
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

/** Lets a user sign in again after too many wrong passwords. Repeated, does nothing. */
export const unlockUser = command({
  name: 'users.unlock',
  permission: 'users:write',
  input: userKeySchema,
  async run({ actor, db, input, audit }): Promise<{ user: UserRecord; changed: boolean }> {
    const user = await lockUser(db, actor, input)
    if (!user.signInBlocked) return { user, changed: false }
    const lockOut = await readLockOut(db, user)
    await resetAllLoginAttempts(db, { login: user.email, userId: user.id })
    const { attempts, networks } = lockOut ?? {}
    audit({ target: { type: 'user', id: user.id }, detail: { before: { attempts, networks } } })
    return { user: { ...user, signInBlocked: false }, changed: true }
  },
})

/** Replaces the User Secret; the previous one stops working with the commit. */
export const resetUserSecret = command({
  name: 'users.resetSecret',
  permission: 'users:write',
  recentAuthentication: 'always',
  input: userKeySchema,
  async run({ actor, db, input, audit }): Promise<UserWithSecret> {
    const user = await lockUser(db, actor, input)
    if (!user.active) throw new AppError('conflict', "A deactivated user can't have a User Secret.")
    const { secret, columns } = newSecret()
    await db.user.update({ where: { id: user.id }, data: columns, select: { id: true } })
    audit({ target: { type: 'user', id: user.id } })
    return { user, secret }
  },
})

/** Repeated, does nothing. */
export const withdrawSecretOfUser = command({
  name: 'users.withdrawSecret',
  permission: 'users:write',
  input: userKeySchema,
  async run({ actor, db, input, audit }): Promise<{ user: UserRecord }> {
    const user = await lockUser(db, actor, input)
    const hadSecret = await withdrawUserSecret(db, user.id)
    if (hadSecret) audit({ target: { type: 'user', id: user.id } })
    return { user }
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
