'use server'

import { sendTestMail } from '@/lib/mail/commands'
import {
  resetOrganizationSecret,
  setSecondFactorPolicy,
  updateOrganization,
  withdrawOrganizationSecret,
} from '@/lib/organization/commands'
import { formAction } from '@/lib/transport/form-action'

export const updateOrganizationAction = formAction({
  operation: updateOrganization,
  onSuccess: ({ organization, changed }) => ({
    message: changed
      ? `The organization is now named ${organization.name}.`
      : 'No changes to save.',
    result: null,
  }),
})

export const resetOrganizationSecretAction = formAction({
  operation: resetOrganizationSecret,
  onSuccess: ({ secret, name }) => ({
    message: `${name} has a new Organization Secret. An old one no longer works.`,
    result: { secret },
  }),
})

export const withdrawOrganizationSecretAction = formAction({
  operation: withdrawOrganizationSecret,
  onSuccess: ({ name }) => ({
    message: `The Organization Secret of ${name} no longer works.`,
    result: null,
  }),
})

export const setSecondFactorPolicyAction = formAction({
  operation: setSecondFactorPolicy,
  onSuccess: ({ changed }) => ({
    message: changed ? 'The second factor policy was saved.' : 'No changes to save.',
    result: null,
  }),
})

export const sendTestMailAction = formAction({
  operation: sendTestMail,
  onSuccess: ({ to }) => ({
    message: `A test mail is on its way to ${to}. Reload the page to see its result.`,
    result: null,
  }),
})
