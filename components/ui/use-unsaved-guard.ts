'use client'

import { useEffect } from 'react'

const question = 'Leave without saving? Your changes will be lost.'

/** While enabled, links, Back and closing the page ask for confirmation. */
export function useUnsavedGuard(enabled: boolean) {
  useEffect(() => {
    if (!enabled) return
    window.addEventListener('beforeunload', confirmClose)
    document.addEventListener('click', confirmLink, true)
    window.navigation?.addEventListener('navigate', confirmBack)
    return () => {
      window.removeEventListener('beforeunload', confirmClose)
      document.removeEventListener('click', confirmLink, true)
      window.navigation?.removeEventListener('navigate', confirmBack)
    }
  }, [enabled])
}

const confirmClose = (event: BeforeUnloadEvent) => event.preventDefault()

function confirmLink(event: MouseEvent) {
  const link = event.target instanceof Element && event.target.closest('a')
  if (!link || !leavesPage(link) || window.confirm(question)) return
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
