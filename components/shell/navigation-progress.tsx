'use client'

import { usePendingNavigation } from '@/components/ui/pending-navigation'

/** A thin bar at the place where it is rendered, or at the top of the window below it. */
export function NavigationProgress() {
  if (!usePendingNavigation()) return null
  return (
    <div role="progressbar" aria-label="Loading" className="navigation-progress print:hidden" />
  )
}
