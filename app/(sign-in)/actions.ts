'use server'

import { redirect } from 'next/navigation'
import { changePassword } from '@/lib/auth/commands'
import { signIn } from '@/lib/auth/sign-in'
import { setUpAndSignIn } from '@/lib/organization/commands'
import { formAction, visitorAction } from '@/lib/transport/form-action'
import { keepSession, safePath } from '@/lib/transport/request'

export const signInAction = visitorAction(signIn, async ({ token }, values) => {
  await keepSession(token)
  redirect(safePath(values.next))
})

export const setUpAction = visitorAction(setUpAndSignIn, async ({ token }) => {
  await keepSession(token)
  redirect('/security/accounts')
})

export const changePasswordAction = formAction(changePassword, () => redirect('/'))
