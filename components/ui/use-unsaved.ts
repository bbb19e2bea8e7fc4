'use client'

import { type RefObject, useCallback, useEffect, useState } from 'react'

const question = 'Leave without saving? Your changes will be lost.'

/**
 * Whether a form holds something other than what it was given; typing the old value back is
 * clean. While it does, and when `guarded`, leaving the page asks first.
 */
export function useUnsaved(form: RefObject<HTMLFormElement | null>, guarded: boolean) {
  const [dirty, setDirty] = useState(false)
  const check = useCallback(() => {
    setDirty([...(form.current?.elements ?? [])].some(isChanged))
  }, [form])
  // What was typed before hydration counts as well.
  useEffect(check, [check])
  useEffect(() => (dirty && guarded ? guard() : undefined), [dirty, guarded])
  return { dirty, check }
}

function guard(): () => void {
  const closing = (event: BeforeUnloadEvent) => event.preventDefault()
  const following = (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest('a')
    if (!link || !leaves(link) || window.confirm(question)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const goingBack = (event: NavigateEvent) => {
    if (event.navigationType !== 'traverse' || !event.cancelable) return
    if (!window.confirm(question)) event.preventDefault()
  }
  window.addEventListener('beforeunload', closing)
  document.addEventListener('click', following, true)
  window.navigation?.addEventListener('navigate', goingBack)
  return () => {
    window.removeEventListener('beforeunload', closing)
    document.removeEventListener('click', following, true)
    window.navigation?.removeEventListener('navigate', goingBack)
  }
}

// Another view of the same page keeps its forms as they are, and so does a dialog above it.
function leaves(link: HTMLAnchorElement): boolean {
  if ('dialog' in link.dataset) return false
  return link.href !== '' && link.target === '' && link.pathname !== window.location.pathname
}

function isChanged(element: Element): boolean {
  if (element instanceof HTMLTextAreaElement) return element.value !== element.defaultValue
  if (!(element instanceof HTMLInputElement) || element.type === 'hidden') return false
  if (element.type === 'checkbox') return element.checked !== element.defaultChecked
  return element.value !== element.defaultValue
}
