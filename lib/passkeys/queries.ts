import 'server-only'
import { env } from '@/lib/env'
import { query, systemOperation } from '@/lib/operation'
import type { PasskeyRequest } from '@/lib/passkey-request'
import { newChallenge } from '@/lib/passkeys/challenges'
import { listCredentials } from '@/lib/passkeys/records'
import { relyingParty } from '@/lib/passkeys/relying-party'
import { emptySchema } from '@/lib/passkeys/schema'
import type { OwnPasskeys } from '@/lib/passkeys/view'
import { publicUrl } from '@/lib/public-url'

export const listOwnPasskeys = query({
  name: 'profile.listPasskeys',
  permission: 'profile',
  input: emptySchema,
  async run({ actor: { userId }, db }): Promise<OwnPasskeys> {
    const passkeys = await db.passkey.findMany({
      where: { userId },
      select: { id: true, name: true, backedUp: true, createdAt: true, lastUsedAt: true },
      orderBy: { id: 'asc' },
    })
    return {
      passkeys: passkeys.map(({ backedUp, ...passkey }) => ({ ...passkey, isSynced: backedUp })),
      url: publicUrl(env()),
    }
  },
})

/** What a browser needs so that the actor proves again who they are. Null without a passkey. */
export const requestOwnPasskey = query({
  name: 'session.requestPasskey',
  permission: 'profile',
  input: emptySchema,
  async run({ actor: { userId }, db }): Promise<PasskeyRequest | null> {
    const party = relyingParty()
    if (!party) return null
    const found = await listCredentials(db, { userId, rpId: party.id })
    if (found.length === 0) return null
    const credentials = found.map(({ credentialId: id, transports }) => ({ id, transports }))
    const challenge = await newChallenge(db, { purpose: 'confirm', userId })
    return { challenge, rpId: party.id, credentials }
  },
})

/** What a browser needs to sign someone in. Null where it has no passkeys. */
export const requestPasskey = systemOperation({
  input: emptySchema,
  async run({ db }): Promise<PasskeyRequest | null> {
    const party = relyingParty()
    if (!party) return null
    return { challenge: await newChallenge(db, { purpose: 'sign-in' }), rpId: party.id }
  },
})
