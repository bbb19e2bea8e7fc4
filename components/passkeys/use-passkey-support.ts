'use client'

import { useSyncExternalStore } from 'react'

/** Passkeys of a console work at one URL only. */
type PasskeySupport = 'unknown' | 'works' | 'other-url' | 'none'

const never = () => () => {}

/** Whether this browser has passkeys for the URL. Unknown until the page is hydrated. */
export function usePasskeySupport(url: string): PasskeySupport {
  const read = (): PasskeySupport => {
    if (window.location.origin !== url) return 'other-url'
    return 'PublicKeyCredential' in window ? 'works' : 'none'
  }
  return useSyncExternalStore(never, read, () => 'unknown')
}
