import 'server-only'
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { generateRegistrationOptions } from '@simplewebauthn/server'
import type { Actor } from '@/lib/auth/actor'
import { requireRelyingParty } from '@/lib/auth/relying-party'
import type { Database } from '@/lib/db/sql'
import { displayEmail } from '@/lib/display-email'
import { AppError } from '@/lib/errors'
import { queueMail } from '@/lib/mail/queue'
import { command } from '@/lib/operation'
import { authenticatorName } from '@/lib/passkeys/authenticator-names'
import { consumeChallenge, newChallenge } from '@/lib/passkeys/challenges'
import { MAX_PASSKEYS } from '@/lib/passkeys/policy'
import { findOrCreateHandle, listCredentials } from '@/lib/passkeys/records'
import {
  addPasskeySchema,
  emptySchema,
  passkeyKeySchema,
  renamePasskeySchema,
} from '@/lib/passkeys/schema'
import { verifyRegistration } from '@/lib/passkeys/verify'

type NewPasskey = { options: PublicKeyCredentialCreationOptionsJSON }

/** Returns what a browser needs to make a passkey. */
export const startPasskey = command({
  name: 'profile.startPasskey',
  permission: 'profile',
  recentAuthentication: 'always',
  input: emptySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor, db }): Promise<NewPasskey> {
    const { userId, organizationName, email, firstName, lastName } = actor
    const party = requireRelyingParty()
    await requireRoom(db, actor)
    const [handle, existing, challenge] = [
      await findOrCreateHandle(db, userId),
      await listCredentials(db, { userId, rpId: party.id }),
      await newChallenge(db, { purpose: 'register', userId }),
    ]
    const options = await generateRegistrationOptions({
      rpName: organizationName,
      rpID: party.id,
      userID: new Uint8Array(Buffer.from(handle, 'base64url')),
      userName: displayEmail(email),
      userDisplayName: `${firstName} ${lastName}`,
      challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
      // One passkey per authenticator.
      excludeCredentials: existing.map(({ credentialId: id }) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    return { options }
  },
})

export const addPasskey = command({
  name: 'profile.addPasskey',
  permission: 'profile',
  recentAuthentication: 'always',
  input: addPasskeySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async prepare({ actor: { userId }, input: { registration } }) {
    const party = requireRelyingParty()
    const verified = await verifyRegistration(registration, { purpose: 'register', userId })
    if (!verified) throw notAdded()
    return { ...verified, rpId: party.id }
  },
  async run({ actor, db, prepared, audit }): Promise<{ name: string }> {
    const { userId, organizationId, email, origin } = actor
    const { aaguid, challenge, ...passkey } = prepared
    await requireRoom(db, actor)
    if (!(await consumeChallenge(db, challenge))) throw notAdded()
    const { transports } = passkey
    const name = authenticatorName({ aaguid, transports, userAgent: origin.userAgent })
    const { count } = await db.passkey.createMany({
      data: [{ userId, name, ...passkey }],
      skipDuplicates: true,
    })
    if (count === 0) throw new AppError('conflict', 'This passkey was already added.')
    await queueMail(db, {
      organizationId,
      userId,
      to: email,
      template: 'passkey-added',
      parameters: { passkey: name },
    })
    audit({ target: { type: 'user', id: userId }, detail: { passkey: name } })
    return { name }
  },
})

export const renamePasskey = command({
  name: 'profile.renamePasskey',
  permission: 'profile',
  input: renamePasskeySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor: { userId }, db, input: { id, name }, audit }): Promise<{ name: string }> {
    const passkey = await lockPasskey(db, { id, userId })
    if (passkey.name === name) return { name }
    await db.passkey.update({ where: { id }, data: { name }, select: { id: true } })
    const detail = { before: { passkey: passkey.name }, after: { passkey: name } }
    audit({ target: { type: 'user', id: userId }, detail })
    return { name }
  },
})

export const removePasskey = command({
  name: 'profile.removePasskey',
  permission: 'profile',
  recentAuthentication: 'always',
  input: passkeyKeySchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  async run({ actor, db, input: { id }, audit }): Promise<{ name: string }> {
    const { userId, organizationId, email } = actor
    const { name } = await lockPasskey(db, { id, userId })
    await db.passkey.delete({ where: { id }, select: { id: true } })
    if (!(await hasAnyFactor(db, userId))) {
      await queueMail(db, {
        organizationId,
        userId,
        to: email,
        template: 'second-factor-removed',
        parameters: { removedBy: 'user' },
      })
    }
    audit({ target: { type: 'user', id: userId }, detail: { passkey: name } })
    return { name }
  },
})

async function hasAnyFactor(db: Database, userId: number): Promise<boolean> {
  const [passkeys, apps] = [
    await db.passkey.count({ where: { userId } }),
    await db.secondFactor.count({ where: { userId } }),
  ]
  return passkeys + apps > 0
}

async function lockPasskey(db: Database, key: { id: number; userId: number }) {
  const [passkey] = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM passkeys WHERE id = ${key.id} AND user_id = ${key.userId} FOR UPDATE`
  if (!passkey) throw new AppError('not-found', 'This passkey was already removed.')
  return passkey
}

/** Locks the user, who may be adding two at once. */
async function requireRoom(db: Database, { userId }: Actor): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`
  if ((await db.passkey.count({ where: { userId } })) < MAX_PASSKEYS) return
  const message = `You have ${MAX_PASSKEYS} passkeys. Remove one to add another.`
  throw new AppError('conflict', message)
}

function notAdded(): AppError {
  return new AppError('invalid', "The passkey couldn't be added. Try again.")
}
