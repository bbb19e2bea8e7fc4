import 'server-only'
import { relyingParty } from '@/lib/auth/relying-party'
import type { Database } from '@/lib/db/sql'
import type { PasskeyRequest } from '@/lib/passkey-request'
import { newChallenge } from '@/lib/passkeys/challenges'
import { listCredentials } from '@/lib/passkeys/records'

/** What a browser needs so that a user proves again who they are. Null without a passkey. */
export async function newOwnRequest(db: Database, userId: number): Promise<PasskeyRequest | null> {
  const party = relyingParty()
  if (!party) return null
  const found = await listCredentials(db, { userId, rpId: party.id })
  if (found.length === 0) return null
  const credentials = found.map(({ credentialId: id, transports }) => ({ id, transports }))
  const challenge = await newChallenge(db, { purpose: 'confirm', userId })
  return { challenge, rpId: party.id, credentials }
}
