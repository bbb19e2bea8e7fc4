import 'server-only'
import type { Origin } from '@/lib/auth/actor'
import { setUp } from '@/lib/organization/set-up'
import { type SignedIn, signIn } from '@/lib/sessions/sign-in'

/** Sets up and signs its administrator in. */
export const setUpAndSignIn = async (origin: Origin, input: unknown): Promise<SignedIn> => {
  await setUp(origin, input)
  return signIn(origin, input)
}
