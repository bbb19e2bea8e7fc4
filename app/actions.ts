'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { signOut } from '@/lib/auth/commands'
import { idle } from '@/lib/form-state'
import { readTheme, themeCookie } from '@/lib/theme'
import { formAction } from '@/lib/transport/form-action'
import { dropSession } from '@/lib/transport/request'

const YEAR = 365 * 24 * 60 * 60

const endSession = formAction(signOut, () => ({ message: 'Signed out.', result: null }))

/** Ends in the sign-in page, also when the session had ended before. */
export async function signOutAction(data: FormData): Promise<void> {
  await endSession(idle, data)
  await dropSession()
  redirect('/login')
}

/** Opens nothing and changes nothing but the look of this browser. */
export async function chooseTheme(data: FormData): Promise<void> {
  const jar = await cookies()
  jar.set(themeCookie, readTheme(data.get('theme')), { path: '/', maxAge: YEAR, sameSite: 'lax' })
}
