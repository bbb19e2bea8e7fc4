import 'server-only'
import { recordDenialLater } from '@/lib/activity/denials'
import type { Origin } from '@/lib/auth/actor'
import { consumePasskeyAttempt, resetPasskeyAttempts } from '@/lib/auth/passkey-attempts'
import { keyedHash } from '@/lib/auth/tokens'
import { verifyTrustedDevice } from '@/lib/auth/trusted-device'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { systemOperation } from '@/lib/operation'
import { acceptAssertion } from '@/lib/passkeys/accept'
import { findPasskey, type StoredPasskey } from '@/lib/passkeys/records'
import { type Assertion, assertionSchema } from '@/lib/passkeys/schema'
import { verifyAssertion } from '@/lib/passkeys/verify'
import { authorOf, entryFor, type SignedIn, startSession } from '@/lib/sessions/start-session'

/** A passkey is two factors: its user has it, and has proven to it who they are. */
export const signInWithPasskey = systemOperation({
  input: assertionSchema,
  async run({ db, origin, input: { assertion } }): Promise<SignedIn> {
    const passkey = await findPasskey(db, assertion.id)
    const { address, deviceToken } = origin
    const attempt = {
      credentialId: assertion.id,
      userId: passkey?.user.id,
      address,
      device: verifyTrustedDevice(passkey?.user.id ?? 0, deviceToken)?.id,
    }
    await consumePasskeyAttempt(attempt).catch((error: unknown) => {
      if (error instanceof AppError) auditDenial(passkey, { origin, assertion, reason: error })
      throw error
    })
    const result = await start(passkey, { origin, assertion })
    if (typeof result === 'string') {
      auditDenial(passkey, { origin, assertion, reason: result })
      throw new AppError('invalid', "This passkey can't be used to sign in. Try another way.")
    }
    await resetPasskeyAttempts(attempt)
    return result
  },
})

type Attempt = { origin: Origin; assertion: Assertion }

/** Returns the reason for the audit log if the passkey is denied. */
async function start(
  passkey: StoredPasskey | undefined,
  { origin, assertion }: Attempt,
): Promise<SignedIn | string> {
  const verified = passkey && (await verifyAssertion(assertion, passkey, { purpose: 'sign-in' }))
  if (!verified) return 'The passkey is not valid.'
  if (!passkey.user.active) return 'The user is not active.'
  return transaction(async (db) => {
    const denied = await acceptAssertion(db, passkey, verified)
    if (denied) return denied
    const started = await startSession(db, passkey.user, origin, { method: 'passkey' })
    return started ?? 'The user is not active.'
  })
}

type Denial = Attempt & { reason: string | AppError }

function auditDenial(passkey: StoredPasskey | undefined, { origin, assertion, reason }: Denial) {
  if (passkey) {
    const isLimited = typeof reason !== 'string'
    recordDenialLater(authorOf(passkey.user, origin), {
      ...entryFor(passkey.user),
      kind: isLimited ? 'rate-limited' : 'wrong-password',
      detail: { method: 'passkey', reason: isLimited ? reason.message : reason },
    })
    return
  }
  // No organization has this passkey, so no audit log can have a row for it.
  const { requestId, address } = origin
  const credential = keyedHash('passkey', assertion.id)
  log.warn({ requestId, address, credential }, 'an unknown passkey was denied')
}
