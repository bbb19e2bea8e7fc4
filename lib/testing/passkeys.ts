import type { Actor } from '@/lib/auth/actor'
import { addPasskey, startPasskey } from '@/lib/passkeys/commands'
import { Authenticator } from '@/lib/testing/authenticator'

/** Adds a passkey as a browser does. */
export async function registerPasskey(
  actor: Actor,
  authenticator = new Authenticator(),
): Promise<Authenticator> {
  const { options } = await startPasskey(actor)
  const registration = authenticator.register({
    challenge: options.challenge,
    rpId: 'localhost',
    userHandle: options.user.id,
  })
  await addPasskey(actor, { registration })
  return authenticator
}
