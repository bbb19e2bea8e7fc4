'use server'

import { formatCount } from '@/components/ui/format'
import { displayEmail } from '@/lib/display-email'
import { cancelEmailChange, changeOwnEmail, updateOwnName } from '@/lib/profile/commands'
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
    message: 'You have a new User Secret. Earlier ones no longer work.',
    result: { secret },
  }),
})

export const withdrawOwnSecretAction = formAction({
  operation: withdrawOwnSecret,
  onSuccess: () => ({ message: 'Your User Secret no longer works.', result: null }),
})

export const updateOwnNameAction = formAction({
  operation: updateOwnName,
  onSuccess: ({ version, changed }) => ({
    message: changed ? 'Your name was saved.' : 'No changes to save.',
    result: null,
    version: changed ? version : undefined,
  }),
})

export const changeOwnEmailAction = formAction({
  operation: changeOwnEmail,
  onSuccess: (change) => {
    switch (change.outcome) {
      case 'unchanged':
        return { message: 'No changes to save.', result: null }
      case 'pending':
        return {
          message: `We sent a link to ${displayEmail(change.email)}. Open it to confirm.`,
          result: null,
        }
      case 'changed': {
        const message = `Your email is now ${displayEmail(change.email)}. Your other sessions have ended.`
        return { message, result: null, version: change.version }
      }
    }
  },
})

export const cancelEmailChangeAction = formAction({
  operation: cancelEmailChange,
  onSuccess: ({ canceled }) => ({
    message: canceled
      ? 'The change was canceled. Its link no longer works.'
      : 'There was no change to cancel.',
    result: null,
  }),
})
