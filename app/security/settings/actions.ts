'use server'

import { describeEnded } from '@/components/second-factor/consequence'
import { submittedTexts } from '@/lib/form-state'
import { sendTestMail } from '@/lib/mail/commands'
import { updateOrganization } from '@/lib/organization/commands'
import {
  setPasswordPolicy,
  setSecondFactorPolicy,
  setSessionPolicy,
} from '@/lib/organization/policies'
import { OVERLAP_HOURS } from '@/lib/organization/policy'
import {
  endPreviousSecret,
  resetOrganizationSecret,
  withdrawOrganizationSecret,
} from '@/lib/organization/secret'
import { formAction } from '@/lib/transport/form-action'

const unchanged = 'No changes to save.'

export const updateOrganizationAction = formAction({
  operation: updateOrganization,
  async readInput(data) {
    const { version: nameVersion, ...texts } = submittedTexts(data)
    return { ...texts, nameVersion }
  },
  onSuccess: ({ organization: { name, nameVersion }, changed }) => ({
    message: changed ? `The organization is now named ${name}.` : unchanged,
    result: null,
    version: nameVersion,
  }),
})

export const setPasswordPolicyAction = formAction({
  operation: setPasswordPolicy,
  onSuccess: ({ changed, version }) => ({
    message: changed ? 'The password policy was saved. It applies to new passwords.' : unchanged,
    result: null,
    version,
  }),
})

export const setSessionPolicyAction = formAction({
  operation: setSessionPolicy,
  onSuccess: ({ changed, version }) => ({
    message: changed ? 'The session policy was saved. It applies to open sessions too.' : unchanged,
    result: null,
    version,
  }),
})

export const setSecondFactorPolicyAction = formAction({
  operation: setSecondFactorPolicy,
  onSuccess: ({ changed, version, sessionsEnded }, { locale }) => {
    const saved = `The second factor policy was saved.${describeEnded(sessionsEnded, locale)}`
    return { message: changed ? saved : unchanged, result: null, version }
  },
})

export const resetOrganizationSecretAction = formAction({
  operation: resetOrganizationSecret,
  onSuccess: ({ secret, name, previousUntil }) => ({
    message: `${name} has a new Organization Secret. ${
      previousUntil
        ? `The old one works for ${OVERLAP_HOURS} hours.`
        : 'Earlier ones no longer work.'
    }`,
    result: { secret },
  }),
})

export const endPreviousSecretAction = formAction({
  operation: endPreviousSecret,
  onSuccess: ({ changed }) => ({
    message: changed ? 'The old secret no longer works.' : 'The old secret had already ended.',
    result: null,
  }),
})

export const withdrawOrganizationSecretAction = formAction({
  operation: withdrawOrganizationSecret,
  onSuccess: ({ name }) => ({
    message: `The Organization Secret of ${name} no longer works.`,
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
