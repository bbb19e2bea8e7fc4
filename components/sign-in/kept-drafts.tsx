'use client'

import { hasDrafts } from '@/components/ui/drafts'
import { Notice } from '@/components/ui/notice'
import { useHydrated } from '@/components/ui/use-hydrated'

/** For people who were led here while they were typing. */
export function KeptDrafts() {
  const hydrated = useHydrated()
  if (!hydrated || !hasDrafts()) return null
  return (
    <Notice>
      <p role="status">
        Your session has ended. Sign in again to continue; what you typed is kept.
      </p>
    </Notice>
  )
}
