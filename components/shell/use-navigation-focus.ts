'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import { focusHeading, restoreLostFocus } from '@/components/ui/focus-heading'
import type { PendingNavigation } from '@/components/ui/pending-navigation'
import { type Navigation, onEvent } from '@/components/ui/window-events'

/**
 * Moves the focus after a navigation or a form: to the element that the link named, to the heading
 * of a new page, or to the heading if the focused element is gone. A field or a notice of the new
 * page that took the focus keeps it.
 */
export function useNavigationFocus(pending: PendingNavigation): (id: string | undefined) => void {
  const pathname = usePathname()
  const search = String(useSearchParams())
  const named = useRef<string>(undefined)
  const started = useRef<Navigation['type'] | 'form'>(undefined)
  const shown = useRef({ pathname, search })
  useEffect(() => {
    const start = (type: Navigation['type'] | 'form') => {
      started.current = type
    }
    const stopNavigation = onEvent('navigation-start', ({ type }) => start(type))
    const stopForm = onEvent('form-start', () => start('form'))
    return () => {
      stopNavigation()
      stopForm()
    }
  }, [])
  const finish = useEffectEvent(() => {
    const isNewPage = pathname !== shown.current.pathname
    const hasMoved = isNewPage || search !== shown.current.search
    const isTraversal = started.current === 'traverse'
    const element = named.current && document.getElementById(named.current)
    shown.current = { pathname, search }
    named.current = undefined
    started.current = undefined
    // Next doesn't do so for every page. Back and Forward keep the place that the browser restores.
    if (isNewPage && !isTraversal && !window.location.hash) window.scrollTo(0, 0)
    if (hasMoved && element) element.focus()
    else if (isNewPage && !isFocusInPage()) focusHeading()
    else restoreLostFocus()
    // The browser goes to the hash only now, and takes the focus away.
    if (isTraversal && window.location.hash) setTimeout(restoreLostFocus)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: Back can show a page without ever being pending
  useEffect(() => {
    if (started.current && !pending) finish()
  }, [pending, pathname, search])
  return useCallback((id) => {
    named.current = id
  }, [])
}

function isFocusInPage(): boolean {
  return document.querySelector('main')?.contains(document.activeElement) ?? false
}
