'use server'

import { readSingleKeys, singleKeysCookie } from '@/lib/single-keys'
import { readTheme, themeCookie } from '@/lib/theme'
import { isSameOriginRequest, setPreferenceCookie } from '@/lib/transport/request'

// Neither needs a permission: they only change how the console works in this browser.

export async function chooseTheme(data: FormData): Promise<void> {
  if (await isForm(data)) await setPreferenceCookie(themeCookie, readTheme(data.get('theme')))
}

export async function chooseSingleKeys(data: FormData): Promise<void> {
  if (!(await isForm(data))) return
  const value = readSingleKeys(data.get('singleKeys')) ? 'on' : 'off'
  await setPreferenceCookie(singleKeysCookie, value)
}

// A client can call an action with any argument.
async function isForm(data: unknown): Promise<boolean> {
  return data instanceof FormData && (await isSameOriginRequest())
}
