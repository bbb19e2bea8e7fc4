'use client'

import { type ReactNode, useEffect } from 'react'
import { ConnectionBanner } from '@/components/shell/connection-banner'
import { useFollowLinks } from '@/components/shell/use-follow-links'
import { useNavigationFocus } from '@/components/shell/use-navigation-focus'
import { useNavigationState } from '@/components/shell/use-navigation-state'
import { PendingNavigationContext } from '@/components/ui/pending-navigation'

/** Follows links without loading a new document, shows that a page is loading, moves the focus. */
export function ClientNavigation({ children }: { children: ReactNode }) {
  const pending = useNavigationState()
  const focusNext = useNavigationFocus(pending)
  useFollowLinks(focusNext)
  useEffect(() => {
    window.addEventListener('pageshow', reloadRestored)
    return () => window.removeEventListener('pageshow', reloadRestored)
  }, [])
  return (
    <PendingNavigationContext value={pending}>
      {children}
      <ConnectionBanner />
    </PendingNavigationContext>
  )
}

// The browser restores a page from its back/forward cache even after the session has ended.
function reloadRestored({ persisted }: PageTransitionEvent): void {
  if (persisted) window.location.reload()
}
