'use server'

import { redirect } from 'next/navigation'
import { idle } from '@/lib/form-state'
import { paths } from '@/lib/paths'
import { signOut } from '@/lib/sessions/commands'
import { readTheme } from '@/lib/theme'
import { formAction } from '@/lib/transport/form-action'
import { clearSessionCookie, setThemeCookie } from '@/lib/transport/request'
import { isSameOriginRequest } from '@/lib/transport/same-origin'

const endSession = formAction(signOut, () => ({ message: 'Signed out.', result: null }))

/** Ends in the sign-in page once the session is over, however it ended; else says that it is not. */
export async function signOutAction(data: FormData): Promise<void> {
  if (!(await isSameOriginRequest())) return
  const outcome = await endSession(idle, data)
  const over = outcome.status === 'done' || ('signedOut' in outcome && outcome.signedOut)
  if (!over) redirect(`${paths.signOut}?failed`)
  await clearSessionCookie()
  redirect(paths.signIn)
}

/** Opens nothing and changes nothing but the look of this browser. */
export async function chooseTheme(data: FormData): Promise<void> {
  // Anyone can call an action with anything.
  if (!(data instanceof FormData) || !(await isSameOriginRequest())) return
  await setThemeCookie(readTheme(data.get('theme')))
}
