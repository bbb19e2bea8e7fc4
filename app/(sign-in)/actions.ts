'use server'

import { redirect } from 'next/navigation'
import { setUp } from '@/lib/organization/set-up'
import { paths } from '@/lib/paths'
import { changePassword } from '@/lib/sessions/commands'
import { formAction, visitorAction } from '@/lib/transport/form-action'
import { loadDocument } from '@/lib/transport/load-document'
import { safePath } from '@/lib/transport/request'
import { signInWith } from '@/lib/transport/session'

export const signInAction = visitorAction(
  (values) => signInWith('credentials', values),
  (_, values) => loadDocument(safePath(values.next)),
)

export const setUpAction = visitorAction(
  async (values, origin) => {
    await setUp.runUntrusted(origin, values)
    await signInWith('credentials', values)
  },
  () => redirect(paths.accounts),
)

export const changePasswordAction = formAction(changePassword, () => redirect(paths.home))
