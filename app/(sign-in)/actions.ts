'use server'

import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'
import { changePassword } from '@/lib/sessions/commands'
import { setUpAndSignIn } from '@/lib/sessions/set-up'
import { signIn } from '@/lib/sessions/sign-in'

import { formAction, visitorAction } from '@/lib/transport/form-action'
import { safePath, setSessionCookies } from '@/lib/transport/request'

export const signInAction = visitorAction(signIn, async (signedIn, values) => {
  await setSessionCookies(signedIn)
  redirect(safePath(values.next))
})

export const setUpAction = visitorAction(setUpAndSignIn, async (signedIn) => {
  await setSessionCookies(signedIn)
  redirect(paths.accounts)
})

export const changePasswordAction = formAction(changePassword, () => redirect(paths.home))
