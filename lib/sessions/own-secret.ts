import 'server-only'
import {
  newSecret,
  type StoredSecret,
  toStoredSecret,
  withdrawUserSecret,
} from '@/lib/auth/secrets'
import { command, query } from '@/lib/operation'
import { emptySchema } from '@/lib/sessions/schema'

export const getOwnSecret = query({
  name: 'profile.getSecret',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db }): Promise<StoredSecret | null> {
    const user = await db.user.findUniqueOrThrow({
      where: { id: actor.userId },
      select: { secretHash: true, secretCreatedAt: true },
    })
    return toStoredSecret(user)
  },
})

/** Returns the new User Secret, which is not stored. The old one stops working. */
export const resetOwnSecret = command({
  name: 'profile.resetSecret',
  permission: 'profile',
  recentAuthentication: 'always',
  input: emptySchema,
  async run({ actor: { userId: id }, db, audit }): Promise<{ secret: string }> {
    const { secret, columns } = newSecret()
    await db.user.update({ where: { id }, data: columns, select: { id: true } })
    audit({ target: { type: 'user', id } })
    return { secret }
  },
})

/** Repeated, does nothing. */
export const withdrawOwnSecret = command({
  name: 'profile.withdrawSecret',
  permission: 'profile',
  input: emptySchema,
  async run({ actor: { userId: id }, db, audit }): Promise<void> {
    if (await withdrawUserSecret(db, id)) audit({ target: { type: 'user', id } })
  },
})
