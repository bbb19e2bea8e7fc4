import 'server-only'
import { findActorBySession, type Origin } from '@/lib/auth/actor'
import type { Person } from '@/lib/providers/claims'
import { type LoadedProvider, loadProvider } from '@/lib/providers/load'
import { recordProviderTest } from '@/lib/providers/record-test'
import { confirmWithProvider } from '@/lib/sessions/confirm-with-provider'
import { signInWithProvider } from '@/lib/sessions/provider-sign-in'

/** To sign in, to test the provider, or to prove again who uses the session. */
export type Purpose = 'sign-in' | 'test' | 'confirm'

/** The session in which the person continues. Only a sign-in knows the device. */
type Continued = { sessionToken: string; deviceToken?: string }

export type ProviderSignIn = {
  provider: LoadedProvider
  /** Whether the person must have signed in at the provider within the last minutes. */
  isRecentRequired: boolean
  onPerson(person: Person): Promise<Continued>
}

export async function prepareProviderSignIn(
  origin: Origin,
  { key, purpose }: { key: string; purpose: Purpose },
): Promise<ProviderSignIn> {
  const provider = await loadProvider.runUntrusted(origin, { key, forTest: purpose === 'test' })
  return {
    provider,
    isRecentRequired: purpose === 'confirm',
    onPerson: (person) => purposes[purpose](origin, provider, person),
  }
}

const purposes: {
  [P in Purpose]: (origin: Origin, provider: LoadedProvider, person: Person) => Promise<Continued>
} = {
  'sign-in': signInWithProvider,
  async test(origin, { id, version }, person) {
    const sessionToken = origin.sessionToken ?? ''
    const actor = await findActorBySession(sessionToken, origin)
    await recordProviderTest(actor, { id, version, person })
    return { sessionToken }
  },
  async confirm(origin, { id: providerId, issuer }, { subject }) {
    const actor = await findActorBySession(origin.sessionToken ?? '', origin)
    return confirmWithProvider(actor, { providerId, issuer, subject })
  },
}
