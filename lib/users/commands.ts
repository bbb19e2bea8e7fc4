import 'server-only'
import { lockAccount } from '@/lib/accounts/commands'
import { hashPassword } from '@/lib/auth/password'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { AppError, fieldError } from '@/lib/errors'
import { type Actor, command, type Database } from '@/lib/operation'
import { passwordFault } from '@/lib/organization/policy'
import { isSame } from '@/lib/text'
import { orgAdminFault, removalFault } from '@/lib/users/policy'
import {
  addUserSchema,
  resetPasswordSchema,
  updateUserSchema,
  userActiveSchema,
  userKeySchema,
} from '@/lib/users/schema'
import { searchKey, type UserView, userSelect } from '@/lib/users/view'

/** Adds an active user; `secret` is their User Secret, which is never shown again. */
export const addUser = command({
  name: 'users.add',
  permission: 'users:write',
  input: addUserSchema,
  prepare: ({ password }) => hashPassword(password),
  async run({ actor, db, input, prepared, record }): Promise<{ user: UserView; secret: string }> {
    const account = await lockAccount(db, actor, input.accountId)
    if (!account.active) throw new AppError('not-found', 'There is no such account.')
    if (input.orgAdmin && !account.defaultAccount) {
      throw fieldError(
        'forbidden',
        'orgAdmin',
        'Only a user of the default account can be an Org Admin.',
      )
    }
    const { firstName, lastName, email, orgAdmin, accountAdmin, mustChangePassword } = input
    const secret = newToken()
    const user = await db.user.create({
      data: {
        ...{ firstName, lastName, email, orgAdmin, accountAdmin, mustChangePassword },
        ...{ organizationId: actor.organizationId, accountId: account.id, passwordHash: prepared },
        ...{ searchKey: searchKey(input), secretHash: hashToken(secret) },
      },
      select: userSelect,
    })
    record({ target: { type: 'user', id: user.id }, detail: { after: editable(user) } })
    return { user, secret }
  },
})

/** Changes names, e-mail and roles; refused as stale when someone else was first. */
export const updateUser = command({
  name: 'users.update',
  permission: 'users:write',
  exclusive: true,
  input: updateUserSchema,
  async run({ actor, db, input, record }): Promise<UserView> {
    const { user: before, defaultAccount } = await lockUser(db, actor, input.id)
    if (before.version !== input.version) {
      throw new AppError('stale', 'Someone else changed this user while you were editing.', {
        current: formValues(before),
        version: before.version,
      })
    }
    const { firstName, lastName, email } = input
    const { orgAdmin = before.orgAdmin, accountAdmin = before.accountAdmin } = input
    if (orgAdmin !== before.orgAdmin) {
      const fault = orgAdminFault(before, defaultAccount, await situation(db, actor))
      if (fault) throw fieldError('conflict', 'orgAdmin', fault)
    }
    const wanted = { firstName, lastName, email, orgAdmin, accountAdmin }
    if (isSame(editable(before), wanted)) return before
    const after = await db.user.update({
      where: { id: before.id },
      data: {
        ...wanted,
        searchKey: searchKey(input),
        ...{ version: { increment: 1 }, updatedAt: new Date() },
      },
      select: userSelect,
    })
    record({
      target: { type: 'user', id: after.id },
      detail: { before: editable(before), after: editable(after) },
    })
    return after
  },
})

/** Deactivates or reactivates a user; deactivation ends their sessions. */
export const setUserActive = command({
  name: 'users.setActive',
  permission: 'users:write',
  exclusive: true,
  input: userActiveSchema,
  async run({ actor, db, input, record }): Promise<UserView> {
    const { user: before } = await lockUser(db, actor, input.id)
    if (before.active === input.active) return before
    if (!input.active) await requireRemovable(db, actor, before)
    const after = await db.user.update({
      where: { id: before.id },
      data: {
        ...{ active: input.active, deactivationId: null },
        ...{ version: { increment: 1 }, updatedAt: new Date() },
      },
      select: userSelect,
    })
    if (!input.active) await db.session.deleteMany({ where: { userId: before.id } })
    record({
      target: { type: 'user', id: after.id },
      detail: { before: { active: before.active }, after: { active: after.active } },
    })
    return after
  },
})

/** Deletes a user for good, with their sessions. */
export const deleteUser = command({
  name: 'users.delete',
  permission: 'users:write',
  exclusive: true,
  input: userKeySchema,
  async run({ actor, db, input, record }): Promise<UserView> {
    const { user } = await lockUser(db, actor, input.id)
    await requireRemovable(db, actor, user)
    await db.user.delete({ where: { id: user.id }, select: { id: true } })
    record({ target: { type: 'user', id: user.id }, detail: { before: editable(user) } })
    return user
  },
})

/** Gives a user a new password and ends their sessions. */
export const resetUserPassword = command({
  name: 'users.resetPassword',
  permission: 'users:write',
  input: resetPasswordSchema,
  prepare: ({ password }) => hashPassword(password),
  async run({ actor, db, input, prepared, record }): Promise<UserView> {
    const { user } = await lockUser(db, actor, input.id)
    const fault = passwordFault(input.password, user)
    if (fault) throw fieldError('invalid', 'password', fault)
    if (user.id === actor.userId) {
      throw new AppError('conflict', 'Change your own password on your profile page.')
    }
    await db.user.update({
      where: { id: user.id },
      data: { passwordHash: prepared, mustChangePassword: input.mustChangePassword },
      select: { id: true },
    })
    await db.session.deleteMany({ where: { userId: user.id } })
    record({ target: { type: 'user', id: user.id } })
    return user
  },
})

// The account first, then the user: the order in which every command locks.
async function lockUser(db: Database, actor: Actor, id: number) {
  const missing = new AppError('not-found', 'There is no such user.')
  const where = { id, organizationId: actor.organizationId }
  const found = await db.user.findFirst({ where, select: { accountId: true } })
  if (!found) throw missing
  const account = await lockAccount(db, actor, found.accountId)
  await db.$executeRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`
  const user = await db.user.findFirst({ where, select: userSelect })
  if (!user || !account.active) throw missing
  return { user, defaultAccount: account.defaultAccount }
}

async function situation(db: Database, { organizationId, userId }: Actor) {
  const activeAdministrators = await db.user.count({
    where: { organizationId, orgAdmin: true, active: true },
  })
  return { actorId: userId, activeAdministrators }
}

async function requireRemovable(db: Database, actor: Actor, user: UserView) {
  const fault = removalFault(user, await situation(db, actor))
  if (fault) throw new AppError('conflict', fault)
}

function editable({ firstName, lastName, email, orgAdmin, accountAdmin }: UserView) {
  return { firstName, lastName, email, orgAdmin, accountAdmin }
}

function formValues(user: UserView): Record<string, string> {
  const { firstName, lastName, email } = user
  const word = (value: boolean) => (value ? 'on' : 'off')
  return {
    firstName,
    lastName,
    email,
    orgAdmin: word(user.orgAdmin),
    accountAdmin: word(user.accountAdmin),
  }
}
