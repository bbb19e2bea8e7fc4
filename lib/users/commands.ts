import 'server-only'
import { lockAccount } from '@/lib/accounts/records'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { omitUndefined, shallowEqual } from '@/lib/changes'
import { AppError, fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { newPasswordHash, replacePassword } from '@/lib/passwords/records'
import { assignableRoles, parseAssignableRole } from '@/lib/roles/policy'
import { whyNotRemovable, whyOrgAdminFixed } from '@/lib/users/policy'
import { adminContext, findUser, lockUser } from '@/lib/users/records'
import {
  addUserSchema,
  deleteUserSchema,
  updateUserSchema,
  userKeySchema,
  userRoleSchema,
} from '@/lib/users/schema'
import { searchKey, type UserRecord, userRecordSelect } from '@/lib/users/view'

type Added = { user: UserRecord; secret: string }

/** Adds an active user; `secret` is their User Secret, which is never shown again. */
export const addUser = command({
  name: 'users.add',
  permission: 'users:write',
  input: addUserSchema,
  prepare: ({ actor, db, input }) =>
    newPasswordHash(db, actor.organizationId, input, input.password),
  async run({ actor, db, input, prepared, audit }): Promise<Added> {
    const { accountId, password: _, ...fields } = input
    const { organizationId } = actor
    const account = await lockAccount(db, actor, accountId)
    if (!account.active) throw new AppError('not-found', 'There is no such account.')
    if (fields.orgAdmin && !account.defaultAccount) {
      const message = 'Only a user of the default account can be an Org Admin.'
      throw fieldError('forbidden', 'orgAdmin', message)
    }
    const secret = newToken()
    const user = await db.user.create({
      data: {
        ...omitUndefined(fields),
        organizationId,
        accountId: account.id,
        passwordHash: prepared,
        searchKey: searchKey(input),
        secretHash: hashToken(secret),
      },
      select: userRecordSelect,
    })
    audit({ target: { type: 'user', id: user.id }, detail: { after: auditable(user) } })
    return { user, secret }
  },
})

/**
 * Changes whatever of a user is given: names, e-mail, roles, password, state. Refused as stale
 * when someone else was first; what changes nothing leaves no trace. A deactivation and a new
 * password end their sessions.
 */
export const updateUser = command({
  name: 'users.update',
  permission: 'users:write',
  exclusive: true,
  input: updateUserSchema,
  async prepare({ actor, db, input }): Promise<string | undefined> {
    if (input.password === undefined) return undefined
    const before = await findUser(db, actor, input)
    if (before.id === actor.userId) {
      throw new AppError('conflict', 'Change your own password on your profile page.')
    }
    const { firstName, lastName, email } = input
    const person = { ...before, ...omitUndefined({ firstName, lastName, email }) }
    return newPasswordHash(db, actor.organizationId, person, input.password)
  },
  async run({ actor, db, input, prepared, audit }): Promise<UserRecord> {
    const before = await lockUser(db, actor, input)
    requireVersion(before, input.version)
    const { id: _, within: __, version: ___, password: ____, mustChangePassword, ...given } = input
    const wanted = { ...auditable(before), ...omitUndefined(given) }
    const unchanged = shallowEqual(auditable(before), wanted)
    if (unchanged && prepared === undefined) return before
    if (before.id === actor.userId && wanted.accountAdmin !== before.accountAdmin) {
      throw fieldError('forbidden', 'accountAdmin', 'You cannot change your own roles.')
    }
    await requirePermitted(before, wanted, () => adminContext(db, actor))
    if (prepared) await replacePassword(db, before.id, prepared, mustChangePassword ?? false)
    const after = await db.user.update({
      where: { id: before.id },
      data: {
        ...wanted,
        searchKey: searchKey(wanted),
        version: { increment: 1 },
        updatedAt: new Date(),
        ...(wanted.active === before.active ? {} : { deactivationId: null }),
      },
      select: userRecordSelect,
    })
    if (prepared || !after.active) await db.session.deleteMany({ where: { userId: before.id } })
    const password = prepared ? { password: 'changed' } : {}
    audit({
      target: { type: 'user', id: after.id },
      detail: { before: auditable(before), after: { ...auditable(after), ...password } },
    })
    return after
  },
})

/** Deletes a user for good, with their sessions. */
export const deleteUser = command({
  name: 'users.delete',
  permission: 'users:write',
  exclusive: true,
  input: deleteUserSchema,
  async run({ actor, db, input, audit }): Promise<UserRecord> {
    const user = await lockUser(db, actor, input)
    requireVersion(user, input.version)
    const fault = whyNotRemovable(user, await adminContext(db, actor))
    if (fault) throw new AppError('conflict', fault)
    await db.user.delete({ where: { id: user.id }, select: { id: true } })
    audit({ target: { type: 'user', id: user.id }, detail: { before: auditable(user) } })
    return user
  },
})

/** Gives a user a new User Secret, shown this once; the old one ends with the commit. */
export const resetUserSecret = command({
  name: 'users.resetSecret',
  permission: 'users:write',
  input: userKeySchema,
  async run({ actor, db, input, audit }): Promise<Added> {
    const user = await lockUser(db, actor, input)
    const secret = newToken()
    await db.user.update({
      where: { id: user.id },
      data: { secretHash: hashToken(secret) },
      select: { id: true },
    })
    audit({ target: { type: 'user', id: user.id } })
    return { user, secret }
  },
})

/** Gives a user a role; refused when they hold it already, and to oneself. */
export const grantRole = roleCommand('users.grantRole', true)

/** Takes a role from a user; refused when they do not hold it, and from oneself. */
export const revokeRole = roleCommand('users.revokeRole', false)

function roleCommand(name: string, held: boolean) {
  return command({
    name,
    permission: 'users:write',
    exclusive: true,
    input: userRoleSchema,
    async run({ actor, db, input, audit }): Promise<UserRecord> {
      const role = parseAssignableRole(input.key)
      if (typeof role !== 'string') throw fieldError(role.code, 'key', role.message)
      const before = await lockUser(db, actor, input)
      requireVersion(before, input.version)
      if (before.id === actor.userId) {
        throw new AppError('forbidden', 'You cannot change your own roles.')
      }
      const column = assignableRoles[role]
      if (before[column] === held) {
        const message = held
          ? 'The user has this role already.'
          : 'The user does not have this role.'
        throw new AppError(held ? 'conflict' : 'not-found', message)
      }
      await requirePermitted(before, { ...before, [column]: held }, () => adminContext(db, actor))
      const after = await db.user.update({
        where: { id: before.id },
        data: { [column]: held, version: { increment: 1 }, updatedAt: new Date() },
        select: userRecordSelect,
      })
      audit({ target: { type: 'user', id: after.id }, detail: { role, held } })
      return after
    },
  })
}

type Powers = { orgAdmin: boolean; active: boolean }

async function requirePermitted(
  before: UserRecord,
  wanted: Powers,
  situation: () => ReturnType<typeof adminContext>,
): Promise<void> {
  if (wanted.orgAdmin !== before.orgAdmin) {
    const fault = whyOrgAdminFixed(before, before.account.defaultAccount, await situation())
    if (fault) throw fieldError(fault.code, 'orgAdmin', fault.message)
  }
  if (before.active && !wanted.active) {
    const fault = whyNotRemovable(before, await situation())
    if (fault) throw new AppError('conflict', fault)
  }
  if (!before.active && wanted.active && !before.account.active) {
    throw new AppError('conflict', 'The account is deactivated, so its users cannot be active.')
  }
}

/** What can be changed of a user, with what only the password's owner knows left out. */
function auditable(user: UserRecord) {
  const { firstName, lastName, email, orgAdmin, accountAdmin, active } = user
  const { phone, street1, street2, city, stateProvince, postalCode, country, externalId } = user
  return {
    firstName,
    lastName,
    email,
    orgAdmin,
    accountAdmin,
    active,
    phone,
    street1,
    street2,
    city,
    stateProvince,
    postalCode,
    country,
    externalId,
  }
}

function requireVersion(user: UserRecord, version: number | undefined): void {
  if (version === undefined || version === user.version) return
  const { firstName, lastName, email } = user
  const word = (value: boolean) => (value ? 'on' : 'off')
  const [orgAdmin, accountAdmin] = [word(user.orgAdmin), word(user.accountAdmin)]
  throw new AppError('stale', 'Someone else changed this user while you were editing.', {
    current: { firstName, lastName, email, orgAdmin, accountAdmin },
    version: user.version,
  })
}
