'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether this browser has passkeys for the URL. False until the page is hydrated. */
export function usePasskeysWork(url: string): boolean {
  return useSyncExternalStore(
    never,
    () => 'PublicKeyCredential' in window && window.location.origin === url,
    () => false,
  )
}
