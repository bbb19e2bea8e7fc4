import 'server-only'
import { resetAllLoginAttempts } from '@/lib/auth/reset-attempts'
import { newSecret, withdrawUserSecret } from '@/lib/auth/secrets'
import { AppError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { readLockOut } from '@/lib/users/lock-outs'
import { lockUser } from '@/lib/users/records'
import { userKeySchema } from '@/lib/users/schema'
import type { UserRecord, UserWithSecret } from '@/lib/users/view'

/** Lets a user sign in again after too many wrong passwords. Repeated, does nothing. */
export const unlockUser = command({
  name: 'users.unlock',
  permission: 'users:write',
  input: userKeySchema,
  target: ({ id }) => ({ type: 'user', id }),
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
  target: ({ id }) => ({ type: 'user', id }),
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
  target: ({ id }) => ({ type: 'user', id }),
  async run({ actor, db, input, audit }): Promise<{ user: UserRecord }> {
    const user = await lockUser(db, actor, input)
    const hadSecret = await withdrawUserSecret(db, user.id)
    if (hadSecret) audit({ target: { type: 'user', id: user.id } })
    return { user }
  },
})
