'use server'

import { setUp } from '@/lib/organization/set-up'
import { paths } from '@/lib/paths'
import { changePassword } from '@/lib/sessions/commands'
import { formAction, visitorAction } from '@/lib/transport/form-action'
import { loadDocument } from '@/lib/transport/load-document'
import { safePath } from '@/lib/transport/request'
import { signInWith } from '@/lib/transport/session'

export const signInAction = visitorAction({
  run: async (submitted) => {
    await signInWith('credentials', submitted)
    return loadDocument(safePath(submitted.next))
  },
})

export const setUpAction = visitorAction({
  run: async (submitted, origin) => {
    await setUp.runUntrusted(origin, submitted)
    await signInWith('credentials', submitted)
    return { location: paths.accounts }
  },
})

export const changePasswordAction = formAction({
  operation: changePassword,
  onSuccess: () => ({
    location: paths.home,
    message: 'Your new password was saved.',
    label: 'Open the console',
  }),
})
