'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * Follows each `Link` without loading a new document. One listener on the document costs a list
 * far less than one component for each link.
 */
export function useFollowLinks(focusNext: (id: string | undefined) => void): void {
  const router = useRouter()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = linkToFollow(event)
      if (!link) return
      event.preventDefault()
      focusNext(link.dataset.focus)
      router.push(link.href, { scroll: link.dataset.follow !== 'keep-scroll' })
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [router, focusNext])
}

// Leaves alone what opens a new tab, and clicks that another listener has handled.
function linkToFollow(event: MouseEvent): HTMLAnchorElement | null {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey, target } = event
  if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return null
  return target instanceof Element ? target.closest('a[data-follow]') : null
}
