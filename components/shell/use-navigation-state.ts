'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useEffectEvent, useOptimistic, useState } from 'react'
import type { PendingNavigation } from '@/components/ui/pending-navigation'
import { type Navigation, onEvent } from '@/components/ui/window-events'

/** What is being loaded. */
export function useNavigationState(): PendingNavigation {
  const pathname = usePathname()
  // Set within the transition of the router or the form, it lasts as long as that transition.
  const [pending, setPending] = useOptimistic<PendingNavigation>(undefined)
  const startNavigation = useEffectEvent(({ url }: Navigation) => {
    const target = new URL(url, window.location.href)
    setPending(target.pathname === pathname ? 'view' : 'page')
  })
  useEffect(() => onEvent('navigation-start', startNavigation), [])
  useEffect(() => onEvent('form-start', () => setPending('form')), [setPending])
  const leaving = useLeaving()
  return pending ?? (leaving ? 'page' : undefined)
}

/** Whether the browser is loading another document. */
function useLeaving(): boolean {
  const [leaving, setLeaving] = useState(false)
  useEffect(() => {
    const leave = () => setLeaving(!isDownload(document.activeElement))
    // The person has chosen to stay, or the response was a file.
    const stay = () => setLeaving(false)
    window.addEventListener('beforeunload', leave)
    window.addEventListener('pointerdown', stay)
    window.addEventListener('keydown', stay)
    return () => {
      window.removeEventListener('beforeunload', leave)
      window.removeEventListener('pointerdown', stay)
      window.removeEventListener('keydown', stay)
    }
  }, [])
  return leaving
}

function isDownload(trigger: Element | null): boolean {
  return Boolean(trigger?.closest('[data-download], [formaction]'))
}
