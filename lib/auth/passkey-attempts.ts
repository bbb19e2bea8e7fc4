import 'server-only'
import { networkWindows, resetWindows, userSubject } from '@/lib/auth/attempt-windows'
import { consumeAttempt, type WindowLimit } from '@/lib/auth/consume-attempt'
import { LOGIN_ATTEMPTS, type LoginAttempt, strangerWindows } from '@/lib/auth/login-attempts'
import { hashToken } from '@/lib/auth/tokens'

type PasskeyAttempt = Readonly<Omit<LoginAttempt, 'login'> & { credentialId: string }>

/**
 * Counts an attempt to use a passkey. Nobody can guess one, so these attempts lock nobody out for
 * longer, and wrong passwords don't keep the owner of a passkey from using it.
 */
export function consumePasskeyAttempt(attempt: PasskeyAttempt): Promise<void> {
  return consumeAttempt([...passkeyWindows(attempt), ...strangerWindows(attempt)])
}

export function resetPasskeyAttempts(attempt: PasskeyAttempt): Promise<void> {
  return resetWindows(passkeyWindows(attempt))
}

function passkeyWindows({ credentialId, userId, address }: PasskeyAttempt): WindowLimit[] {
  const subject = userId === undefined ? hashToken(credentialId) : userSubject(userId)
  return networkWindows(`passkey:${subject}:`, address, LOGIN_ATTEMPTS)
}
