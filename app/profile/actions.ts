'use server'

import { formatCount } from '@/components/ui/format'
import { resetOrganizationSecret } from '@/lib/organization/commands'
import {
  changePassword,
  endOtherSessions,
  endSession,
  resetOwnSecret,
} from '@/lib/sessions/commands'
import { formAction } from '@/lib/transport/form-action'

export const changeOwnPasswordAction = formAction({
  operation: changePassword,
  onSuccess: () => ({
    message: 'Password changed. Your other sessions have ended.',
    result: null,
  }),
})

export const endSessionAction = formAction({
  operation: endSession,
  onSuccess: ({ ended }) => ({
    message: ended ? 'The session was ended.' : 'The session had already ended.',
    result: null,
  }),
})

export const endOtherSessionsAction = formAction({
  operation: endOtherSessions,
  onSuccess: ({ ended }, { locale }) => ({
    message: `${formatCount(ended, 'other session', locale)} ended.`,
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
