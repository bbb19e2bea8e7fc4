'use client'

import { useEffect } from 'react'

const question = 'Leave without saving? Your changes will be lost.'
const DOWNLOAD_START_MS = 1_000

/** While enabled, links, Back and closing the page ask for confirmation. */
export function useUnsavedGuard(enabled: boolean) {
  useEffect(() => {
    if (!enabled) return
    // A browser asks before it knows that a link leads to a file and the page stays.
    let downloadedAt = Number.NEGATIVE_INFINITY
    const confirmClose = (event: BeforeUnloadEvent) => {
      if (performance.now() - downloadedAt > DOWNLOAD_START_MS) event.preventDefault()
    }
    const followLink = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest('a')
      if (!link) return
      if ('download' in link.dataset) downloadedAt = performance.now()
      else confirmLink(link, event)
    }
    window.addEventListener('beforeunload', confirmClose)
    document.addEventListener('click', followLink, true)
    window.navigation?.addEventListener('navigate', confirmBack)
    return () => {
      window.removeEventListener('beforeunload', confirmClose)
      document.removeEventListener('click', followLink, true)
      window.navigation?.removeEventListener('navigate', confirmBack)
    }
  }, [enabled])
}

function confirmLink(link: HTMLAnchorElement, event: MouseEvent) {
  if (!leavesPage(link) || window.confirm(question)) return
  event.preventDefault()
  event.stopPropagation()
}

function confirmBack(event: NavigateEvent) {
  if (event.navigationType !== 'traverse' || !event.cancelable) return
  if (!window.confirm(question)) event.preventDefault()
}

// Forms keep their state under a dialog and in another view of the same page, or as a draft.
function leavesPage(link: HTMLAnchorElement): boolean {
  const { dataset } = link
  if ('dialog' in dataset || 'close' in dataset || 'keepsDraft' in dataset) return false
  return link.href !== '' && link.target === '' && link.pathname !== window.location.pathname
}
