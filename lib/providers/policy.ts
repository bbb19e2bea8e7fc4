import type { ProviderView } from '@/lib/providers/view'

type Settings = Pick<ProviderView, 'active' | 'testedAt' | 'domains'>

/** Why a provider can't be required, before its emergency administrator is checked. */
export function whyNotRequirable({ active, testedAt, domains }: Settings): string | undefined {
  if (!testedAt) return 'Test the provider before you require it.'
  if (!active) return 'Activate the provider before you require it.'
  if (!domains.some(({ verifiedAt }) => verifiedAt))
    return 'Verify an email domain before you require the provider.'
  return undefined
}

export const NO_EMERGENCY_ADMINISTRATOR =
  'Choose an Org Admin with a password and a second factor, who can sign in if the provider is down.'

export const CHANGED_WHILE_REQUIRED =
  'People must sign in with this provider. Turn off “Required” first, and test the new values before you turn it on again.'

/** An account that makes all its users administrators gets none from a provider. */
export const ADMINISTRATORS_ONLY =
  'All users of this account are Account Admins. Providers create users in other accounts only.'
