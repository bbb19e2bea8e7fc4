'use client'

import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import { focusHeading, restoreLostFocus } from '@/components/ui/focus-heading'
import type { PendingNavigation } from '@/components/ui/pending-navigation'

/**
 * Moves the focus after a navigation or a form: to the element that the link named, to the heading
 * of a new page, or to the heading if the focused element is gone. A field or a notice of the new
 * page that took the focus keeps it.
 */
export function useNavigationFocus(pending: PendingNavigation): (id: string | undefined) => void {
  const named = useRef<string>(undefined)
  const last = useRef<{ kind: PendingNavigation; href: string }>(undefined)
  const finish = useEffectEvent(() => {
    const { kind, href } = last.current ?? {}
    const element = named.current && document.getElementById(named.current)
    last.current = undefined
    named.current = undefined
    const moved = href !== window.location.href
    if (moved && element) element.focus()
    else if (moved && kind === 'page' && !isFocusInPage()) focusHeading()
    else restoreLostFocus()
  })
  useEffect(() => {
    if (!pending) finish()
    else last.current ??= { kind: pending, href: window.location.href }
  }, [pending])
  return useCallback((id) => {
    named.current = id
  }, [])
}

function isFocusInPage(): boolean {
  return document.querySelector('main')?.contains(document.activeElement) ?? false
}
