'use server'

import { redirect } from 'next/navigation'
import { setUp } from '@/lib/organization/set-up'
import { paths } from '@/lib/paths'
import { changePassword } from '@/lib/sessions/commands'
import { formAction, visitorAction } from '@/lib/transport/form-action'
import { loadDocument } from '@/lib/transport/load-document'
import { safePath } from '@/lib/transport/request'
import { signInWith } from '@/lib/transport/session'

export const signInAction = visitorAction({
  run: (submitted) => signInWith('credentials', submitted),
  onSuccess: (_, { next }) => loadDocument(safePath(next)),
})

export const setUpAction = visitorAction({
  run: async (submitted, origin) => {
    await setUp.runUntrusted(origin, submitted)
    await signInWith('credentials', submitted)
  },
  onSuccess: () => redirect(paths.accounts),
})

export const changePasswordAction = formAction({
  operation: changePassword,
  onSuccess: () => redirect(paths.home),
})
