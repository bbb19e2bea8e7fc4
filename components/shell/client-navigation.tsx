'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * Follows every `Link` of the page where script runs. One listener for all: a component for each
 * costs a list more than all else in its rows.
 */
export function ClientNavigation(): null {
  const router = useRouter()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = followed(event)
      if (!link) return
      event.preventDefault()
      router.push(link.href, { scroll: link.dataset.follow !== 'stay' })
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [router])
  return null
}

// A key or another button held down means a new tab, and what was answered already goes nowhere.
function followed(event: MouseEvent): HTMLAnchorElement | null {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey, target } = event
  if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return null
  return target instanceof Element ? target.closest('a[data-follow]') : null
}
