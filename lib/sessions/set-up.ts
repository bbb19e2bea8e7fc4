import 'server-only'
import { systemOperation } from '@/lib/operation'
import { setUpSchema } from '@/lib/organization/schema'
import { setUp } from '@/lib/organization/set-up'
import { type SignedIn, signIn } from '@/lib/sessions/sign-in'

/** Sets up the installation and signs its administrator in. */
export const setUpAndSignIn = systemOperation({
  input: setUpSchema,
  async run({ origin, input }): Promise<SignedIn> {
    await setUp(origin, input)
    const { email, password } = input
    return signIn(origin, { email, password })
  },
})
