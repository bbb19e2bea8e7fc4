import 'server-only'
import { userSubject } from '@/lib/auth/attempt-windows'
import { consumeAttempt } from '@/lib/auth/consume-attempt'
import { LOGIN_ATTEMPTS, PASSWORDS_LOCKED } from '@/lib/auth/login-attempts'
import { database } from '@/lib/db/client'

/** Counts an attempt of a signed-in user to prove that they know their password. */
export function consumeOwnPasswordAttempt(userId: number): Promise<void> {
  const row = {
    subject: userSubject(userId),
    source: 'session',
    userId,
    network: '',
    lockedMessage: PASSWORDS_LOCKED,
  }
  return consumeAttempt([{ key: `own:${row.subject}`, limit: LOGIN_ATTEMPTS }], row)
}

/**
 * A success ends the row of wrong passwords. The attempts of the last 15 minutes still count, since
 * each of them costs the server a hash.
 */
export async function resetOwnPasswordAttempts(userId: number): Promise<void> {
  await database().$executeRaw`DELETE FROM failed_attempts WHERE subject = ${userSubject(userId)}`
}
