import 'server-only'
import type { Database } from '@/lib/db/sql'
import { consumeChallenge } from '@/lib/passkeys/challenges'
import { recordUse, type StoredPasskey } from '@/lib/passkeys/records'
import type { verifyAssertion } from '@/lib/passkeys/verify'

export type VerifiedAssertion = NonNullable<Awaited<ReturnType<typeof verifyAssertion>>>

/** Records the use of a passkey, or returns for the audit log why it is denied. */
export async function acceptAssertion(
  db: Database,
  { id }: StoredPasskey,
  { challenge, ...use }: VerifiedAssertion,
): Promise<string | undefined> {
  if (!(await consumeChallenge(db, challenge)))
    return 'The challenge has expired or was used before.'
  if (!(await recordUse(db, id, use))) return 'The counter of the passkey has gone back.'
  return undefined
}
