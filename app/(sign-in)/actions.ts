'use server'

import { submittedTexts } from '@/lib/form-state'
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
  readInput: async (data) => {
    const { next: _, ...input } = submittedTexts(data)
    return input
  },
  onSuccess: (_, { submitted }) => ({
    location: safePath(submitted.next),
    message: 'Your new password was saved.',
    label: 'Open the console',
  }),
})
