'use server'

import { displayEmail } from '@/lib/display-email'
import { confirmEmail } from '@/lib/profile/confirm-email'
import { visitorAction } from '@/lib/transport/form-action'

export const confirmEmailAction = visitorAction({
  run: async ({ link }, origin) => {
    const { email } = await confirmEmail.runUntrusted(origin, { link })
    return {
      message: `Your email is now ${displayEmail(email)}. Sign in with it from now on.`,
      result: null,
    }
  },
})
