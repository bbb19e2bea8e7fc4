'use server'

import { formatCount } from '@/components/ui/format'
import {
  changePassword,
  endOtherSessions,
  endSession,
  resetOwnSecret,
  withdrawOwnSecret,
} from '@/lib/sessions/commands'
import { formAction } from '@/lib/transport/form-action'
import { setSessionCookie } from '@/lib/transport/session'

export const changeOwnPasswordAction = formAction({
  operation: changePassword,
  afterRun: ({ sessionToken }) => setSessionCookie(sessionToken),
  onSuccess: ({ secretEnded }) => ({
    message: `Password changed. Your other sessions ${secretEnded ? 'and your User Secret ' : ''}have ended.`,
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
    message: 'You have a new User Secret. An old one no longer works.',
    result: { secret },
  }),
})

export const withdrawOwnSecretAction = formAction({
  operation: withdrawOwnSecret,
  onSuccess: () => ({ message: 'Your User Secret no longer works.', result: null }),
})
