import 'server-only'
import { requireNotEmergencyAdministrator } from '@/lib/auth/required-provider'
import type { Database } from '@/lib/db/sql'
import { AppError, fieldError } from '@/lib/errors'
import { queueMail } from '@/lib/mail/queue'
import { command } from '@/lib/operation'
import { queueFactorRemoved } from '@/lib/second-factor/notices'
import {
  deleteSecondFactor,
  findSecondFactor,
  replaceRecoveryCodes,
} from '@/lib/second-factor/records'
import { readRequirement } from '@/lib/second-factor/requirement'
import { codeSchema, emptySchema } from '@/lib/second-factor/schema'
import { confirmSetup, findSetupSecret, startSetup } from '@/lib/second-factor/setup'

type NewCodes = { recoveryCodes: string[] }

/** Makes a secret that the user's page shows until they confirm it. An existing factor stays. */
export const startSecondFactor = command({
  name: 'profile.startSecondFactor',
  permission: 'profile',
  recentAuthentication: 'always',
  input: emptySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor, db, audit }): Promise<void> {
    const { userId: id } = actor
    const { requirement } = await readRequirement(db, actor)
    if (requirement === 'off' && !(await findSecondFactor(db, id))) {
      throw new AppError('conflict', 'Your organization has turned off second factors.')
    }
    await startSetup(db, id)
    audit({ target: { type: 'user', id } })
  },
})

/** Repeated, does nothing. */
export const cancelSecondFactor = command({
  name: 'profile.cancelSecondFactor',
  permission: 'profile',
  input: emptySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor: { userId }, db, audit }): Promise<void> {
    const { count } = await db.secondFactorSetup.deleteMany({ where: { userId } })
    if (count > 0) audit({ target: { type: 'user', id: userId } })
  },
})

/** Returns recovery codes, which are never shown again. Earlier ones stop working. */
export const confirmSecondFactor = command({
  name: 'profile.confirmSecondFactor',
  permission: 'profile',
  recentAuthentication: 'always',
  input: codeSchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor, db, input: { code }, audit }): Promise<NewCodes> {
    const { userId: id } = actor
    await lockPerson(db, id)
    const secret = await findSetupSecret(db, id)
    if (secret === undefined) {
      throw new AppError('conflict', 'This setup has ended. Start again to get a new QR code.')
    }
    const replaced = (await findSecondFactor(db, id)) !== null
    if (!(await confirmSetup(db, id, { secret, code }))) {
      const message = 'This code is wrong. Enter the one that your app shows now.'
      throw fieldError('invalid', 'code', message)
    }
    await queueMail(db, {
      organizationId: actor.organizationId,
      userId: id,
      to: actor.email,
      template: 'authenticator-added',
      parameters: { replaced },
    })
    audit({ target: { type: 'user', id }, detail: { replaced } })
    return { recoveryCodes: await replaceRecoveryCodes(db, id) }
  },
})

/** Repeated, does nothing. */
export const removeSecondFactor = command({
  name: 'profile.removeSecondFactor',
  permission: 'profile',
  recentAuthentication: 'always',
  input: emptySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor, db, audit }): Promise<void> {
    const { userId: id } = actor
    await lockPerson(db, id)
    if ((await readRequirement(db, actor)).isRequired) {
      const message =
        'Your organization requires a second factor. You can replace it with another app, but not remove it.'
      throw new AppError('conflict', message)
    }
    await requireNotEmergencyAdministrator(db, id)
    if (!(await deleteSecondFactor(db, id))) return
    audit({ target: { type: 'user', id } })
    await queueFactorRemoved(db, { ...actor, id }, 'user')
  },
})

export const replaceOwnRecoveryCodes = command({
  name: 'profile.replaceRecoveryCodes',
  permission: 'profile',
  recentAuthentication: 'always',
  input: emptySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor: { userId: id }, db, audit }): Promise<NewCodes> {
    await lockPerson(db, id)
    if (!(await findSecondFactor(db, id))) {
      throw new AppError('conflict', 'Set up an authenticator app first.')
    }
    audit({ target: { type: 'user', id } })
    return { recoveryCodes: await replaceRecoveryCodes(db, id) }
  },
})

async function lockPerson(db: Database, id: number): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`
}
