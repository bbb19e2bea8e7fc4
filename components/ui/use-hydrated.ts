'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether script has taken over the page. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
