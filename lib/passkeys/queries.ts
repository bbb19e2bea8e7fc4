import 'server-only'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { relyingParty } from '@/lib/auth/relying-party'
import { env } from '@/lib/env'
import { query, systemOperation } from '@/lib/operation'
import type { PasskeyRequest } from '@/lib/passkey-request'
import { newChallenge } from '@/lib/passkeys/challenges'
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
    const { passwordHash } = await db.user.findUniqueOrThrow({
      where: { id: userId },
      select: { passwordHash: true },
    })
    return {
      hasPassword: passwordHash !== NO_PASSWORD,
      passkeys: passkeys.map(({ backedUp, ...passkey }) => ({ ...passkey, isSynced: backedUp })),
      url: publicUrl(env()),
    }
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

/** The URL that passkeys are made for. Null where browsers offer none. */
export const getPasskeyUrl = systemOperation({
  input: emptySchema,
  run: async () => relyingParty()?.origin ?? null,
})
