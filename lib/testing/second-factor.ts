import { Secret, TOTP } from 'otpauth'
import type { Actor, Origin } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { confirmSecondFactor, startSecondFactor } from '@/lib/second-factor/commands'
import { getSecondFactorSetup } from '@/lib/second-factor/queries'
import { signIn } from '@/lib/sessions/sign-in'

/** What the user's app shows, `steps` of 30 seconds from now. */
export function codeOf(secret: string, steps = 0): string {
  const timestamp = Date.now() + steps * 30_000
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp })
}

/** Sets up an authenticator app, as its user does. The code that confirmed it works no more. */
export async function enroll(actor: Actor): Promise<{ secret: string; recoveryCodes: string[] }> {
  await startSecondFactor(actor)
  const setup = await getSecondFactorSetup(actor)
  const secret = setup?.secret ?? ''
  const { recoveryCodes } = await confirmSecondFactor(actor, { code: codeOf(secret) })
  return { secret, recoveryCodes }
}

/** Makes the codes of the last 30 seconds work again, as if they were new. */
export async function forgetUsedCodes(userId: number): Promise<void> {
  await database().secondFactor.update({ where: { userId }, data: { lastStep: 0 } })
}

/** The ticket that a password gets a user who has a second factor. */
export async function getTicket(
  origin: Origin,
  credentials: { email: string; password: string },
): Promise<string> {
  const result = await signIn(origin, credentials)
  if (!('ticket' in result)) throw new Error('The sign-in needs no second factor.')
  return result.ticket
}
