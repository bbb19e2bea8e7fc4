import type { Origin } from '@/lib/auth/actor'
import { signIn as signInWithPassword } from '@/lib/sessions/sign-in'
import type { SignedIn } from '@/lib/sessions/start-session'

type Credentials = { email: string; password: string }

/** Signs in a user who has no second factor. */
export async function signIn(origin: Origin, credentials: Credentials): Promise<SignedIn> {
  const result = await signInWithPassword(origin, credentials)
  if ('ticket' in result) throw new Error('The sign-in needs a second factor.')
  return result
}
