'use server'

import { readTheme } from '@/lib/theme'
import { isSameOriginRequest, setThemeCookie } from '@/lib/transport/request'

/** Needs no permission: it only changes how the console looks in this browser. */
export async function chooseTheme(data: FormData): Promise<void> {
  // A client can call an action with any argument.
  if (!(data instanceof FormData) || !(await isSameOriginRequest())) return
  await setThemeCookie(readTheme(data.get('theme')))
}
