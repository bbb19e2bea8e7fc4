import 'server-only'
import { consumeAttempt } from '@/lib/auth/consume-attempt'
import { deviceSource, type LoginAttempt } from '@/lib/auth/login-attempts'
import { coarseNetwork } from '@/lib/auth/networks'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'

export const CODE_ATTEMPTS = 3

const CODES_LOCKED =
  'There were too many wrong codes. Sign in with a browser you used before, or ask an administrator to unlock you.'

/** Of a user who has given their password. They share the login's counts, so Unlock resets them. */
type CodeAttempt = LoginAttempt & { userId: number }

/**
 * Counts a code of a user who has given their password, before it is verified. A trusted device has
 * its own counts.
 */
export function consumeCodeAttempt(attempt: CodeAttempt): Promise<void> {
  const { login, userId, address } = attempt
  const subject = hashToken(login)
  const network = coarseNetwork(address)
  const row = { subject, source: codeSource(attempt), userId, network, lockedMessage: CODES_LOCKED }
  return consumeAttempt([{ key: codeWindow(attempt), limit: CODE_ATTEMPTS }], row)
}

/** A right code ends the row of wrong ones, also of unknown devices. */
export async function resetCodeAttempts(attempt: CodeAttempt): Promise<void> {
  const subject = hashToken(attempt.login)
  const sources = [codeSource({ device: undefined }), codeSource(attempt)]
  await database().$executeRaw`
    WITH lock AS MATERIALIZED (SELECT pg_advisory_xact_lock(3, hashtext(${subject}))),
    windows AS (DELETE FROM rate_limits USING lock WHERE key = ${codeWindow(attempt)})
    DELETE FROM failed_attempts USING lock
     WHERE subject = ${subject} AND source = ANY (${sources})`
}

function codeWindow({ login, device }: CodeAttempt): string {
  return `code:${hashToken(login)}:${deviceSource(device)}`
}

function codeSource({ device }: Pick<CodeAttempt, 'device'>): string {
  return `code ${deviceSource(device)}`
}
