'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import { focusHeading, restoreLostFocus } from '@/components/ui/focus-heading'
import type { PendingNavigation } from '@/components/ui/pending-navigation'
import { onEvent } from '@/components/ui/window-events'

/**
 * Moves the focus after a navigation or a form: to the element that the link named, to the heading
 * of a new page, or to the heading if the focused element is gone. A field or a notice of the new
 * page that took the focus keeps it.
 */
export function useNavigationFocus(pending: PendingNavigation): (id: string | undefined) => void {
  const pathname = usePathname()
  const search = String(useSearchParams())
  const named = useRef<string>(undefined)
  const started = useRef(false)
  const shown = useRef({ pathname, search })
  useEffect(() => onEvent('navigation-start', () => setTrue(started)), [])
  useEffect(() => onEvent('form-start', () => setTrue(started)), [])
  const finish = useEffectEvent(() => {
    const isNewPage = pathname !== shown.current.pathname
    const hasMoved = isNewPage || search !== shown.current.search
    const element = named.current && document.getElementById(named.current)
    shown.current = { pathname, search }
    named.current = undefined
    started.current = false
    if (hasMoved && element) element.focus()
    else if (isNewPage && !isFocusInPage()) focusHeading()
    else restoreLostFocus()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: Back can show a page without ever being pending
  useEffect(() => {
    if (started.current && !pending) finish()
  }, [pending, pathname, search])
  return useCallback((id) => {
    named.current = id
  }, [])
}

function setTrue(ref: { current: boolean }): void {
  ref.current = true
}

function isFocusInPage(): boolean {
  return document.querySelector('main')?.contains(document.activeElement) ?? false
}
