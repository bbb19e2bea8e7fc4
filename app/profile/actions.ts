'use server'

import { resetOrganizationSecret } from '@/lib/organization/commands'
import { changePassword, endOtherSessions, resetOwnSecret } from '@/lib/sessions/commands'
import { formAction } from '@/lib/transport/form-action'

export const changeOwnPasswordAction = formAction({
  operation: changePassword,
  onSuccess: () => ({
    message: 'Your password was changed, and your other sessions have ended.',
    result: null,
  }),
})

export const endOtherSessionsAction = formAction({
  operation: endOtherSessions,
  onSuccess: ({ ended }) => ({
    message: ended === 1 ? '1 other session has ended.' : `${ended} other sessions have ended.`,
    result: null,
  }),
})

export const resetOwnSecretAction = formAction({
  operation: resetOwnSecret,
  onSuccess: ({ secret }) => ({
    message: 'You have a new User Secret. The old one no longer works.',
    result: { secret },
  }),
})

export const resetOrganizationSecretAction = formAction({
  operation: resetOrganizationSecret,
  onSuccess: ({ secret, name }) => ({
    message: `${name} has a new Organization Secret. The old one no longer works.`,
    result: { secret },
  }),
})
