'use server'

import { resetOrganizationSecret } from '@/lib/organization/commands'
import { changePassword, endOtherSessions, resetOwnSecret } from '@/lib/sessions/commands'
import { formAction } from '@/lib/transport/form-action'

export const changeOwnPasswordAction = formAction(changePassword, () => ({
  message: 'Your password was changed, and your other sessions have ended.',
  result: null,
}))

export const endOtherSessionsAction = formAction(endOtherSessions, ({ ended }) => ({
  message: ended === 1 ? '1 other session has ended.' : `${ended} other sessions have ended.`,
  result: null,
}))

export const resetOwnSecretAction = formAction(resetOwnSecret, ({ secret }) => ({
  message: 'You have a new User Secret. The old one no longer works.',
  result: { secret },
}))

export const resetOrganizationSecretAction = formAction(
  resetOrganizationSecret,
  ({ secret, name }) => ({
    message: `${name} has a new Organization Secret. The old one no longer works.`,
    result: { secret },
  }),
)
