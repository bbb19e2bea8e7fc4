'use server'

import {
  cancelSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  replaceOwnRecoveryCodes,
  startSecondFactor,
} from '@/lib/second-factor/commands'
import { formAction, visitorAction } from '@/lib/transport/form-action'
import { loadDocument } from '@/lib/transport/load-document'
import { safePath } from '@/lib/transport/request'
import { signInWith } from '@/lib/transport/session'

export const signInWithCodeAction = visitorAction({
  run: async (submitted) => {
    await signInWith('second-factor', submitted)
    return loadDocument(safePath(submitted.next))
  },
})

export const startSecondFactorAction = formAction({
  operation: startSecondFactor,
  onSuccess: () => ({ message: 'Scan the QR code with your app.', result: null }),
})

export const cancelSecondFactorAction = formAction({
  operation: cancelSecondFactor,
  onSuccess: () => ({ message: 'Nothing was changed.', result: null }),
})

export const confirmSecondFactorAction = formAction({
  operation: confirmSecondFactor,
  onSuccess: ({ recoveryCodes }) => ({
    message: 'Your authenticator app is on. From now on you need its code to sign in.',
    result: { recoveryCodes },
  }),
})

export const removeSecondFactorAction = formAction({
  operation: removeSecondFactor,
  onSuccess: () => ({ message: 'Your authenticator app was removed.', result: null }),
})

export const replaceRecoveryCodesAction = formAction({
  operation: replaceOwnRecoveryCodes,
  onSuccess: ({ recoveryCodes }) => ({
    message: 'You have new recovery codes. The old ones no longer work.',
    result: { recoveryCodes },
  }),
})
