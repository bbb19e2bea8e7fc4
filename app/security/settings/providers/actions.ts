'use server'

import { describeEnded } from '@/components/second-factor/consequence'
import { paths } from '@/lib/paths'
import { addProvider, deleteProvider, updateProvider } from '@/lib/providers/commands'
import {
  addProviderDomain,
  removeProviderDomain,
  verifyProviderDomain,
} from '@/lib/providers/domains'
import { setProviderAccount } from '@/lib/providers/new-users'
import { formAction } from '@/lib/transport/form-action'

export const addProviderAction = formAction({
  operation: addProvider,
  onSuccess: ({ id, name }) => ({
    location: paths.provider(id),
    message: `${name} was added.`,
    label: 'Show provider',
  }),
})

export const updateProviderAction = formAction({
  operation: updateProvider,
  onSuccess: ({ version, testedAt, sessionsEnded }, { locale }) => ({
    message: testedAt
      ? `Saved.${describeEnded(sessionsEnded, locale)}`
      : 'Saved. Test the provider with these settings.',
    result: null,
    version,
  }),
})

export const setProviderAccountAction = formAction({
  operation: setProviderAccount,
  onSuccess: ({ account }) => ({
    message: account
      ? `People who sign in for the first time get a user in “${account.name}”.`
      : 'People without a user get none.',
    result: null,
  }),
})

export const deleteProviderAction = formAction({
  operation: deleteProvider,
  onSuccess: ({ name }) => ({
    location: paths.identityProviders,
    message: `${name} was deleted.`,
    label: 'Show settings',
  }),
})

export const addDomainAction = formAction({
  operation: addProviderDomain,
  onSuccess: ({ domain, verifiedAt }) => ({
    message: verifiedAt ? `${domain} is already verified.` : `Add the DNS record of ${domain} now.`,
    result: null,
  }),
})

export const verifyDomainAction = formAction({
  operation: verifyProviderDomain,
  onSuccess: ({ domain }) => ({ message: `${domain} is verified.`, result: null }),
})

export const removeDomainAction = formAction({
  operation: removeProviderDomain,
  onSuccess: ({ removed }) => ({
    message: removed ? 'The domain was removed.' : 'The domain had already been removed.',
    result: null,
  }),
})
