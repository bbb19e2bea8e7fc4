'use client'

import { type RefObject, useCallback, useEffect, useState } from 'react'

const question = 'Leave without saving? Your changes will be lost.'

type Values = { [name: string]: string }

/**
 * Whether a form holds something other than the record; typing the old value back is clean.
 * While it does, and when `guarded`, leaving the page asks first.
 */
export function useDirtyForm(
  form: RefObject<HTMLFormElement | null>,
  record: Values,
  guarded: boolean,
) {
  const [dirty, setDirty] = useState(false)
  /** Grows whenever what is typed may have changed. */
  const [revision, setRevision] = useState(0)
  const check = useCallback(() => setRevision((last) => last + 1), [])
  // What was typed before hydration counts as well, and so does what the record has become.
  useEffect(() => {
    setDirty(controlsOf(form.current).some((control) => isChanged(control, record)))
  })
  useEffect(() => (dirty && guarded ? guard() : undefined), [dirty, guarded])
  return { dirty, revision, check }
}

type Control = HTMLInputElement | HTMLTextAreaElement

function controlsOf(form: HTMLFormElement | null): Control[] {
  return [...(form?.elements ?? [])].filter(
    (element): element is Control =>
      (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) &&
      element.type !== 'hidden' &&
      !element.disabled,
  )
}

function isChanged(control: Control, record: Values): boolean {
  if (!control.name) return false
  const known = record[control.name] ?? ''
  if (control.type === 'checkbox' && 'checked' in control)
    return control.checked !== (known === 'on')
  return control.value !== known
}

/** Puts the record's own values back into a form. */
export function restore(form: HTMLFormElement | null, record: Values): void {
  for (const control of controlsOf(form)) {
    const known = record[control.name] ?? ''
    if (control.type === 'checkbox' && 'checked' in control) control.checked = known === 'on'
    else control.value = known
  }
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
  if ('dialog' in link.dataset || 'close' in link.dataset) return false
  return link.href !== '' && link.target === '' && link.pathname !== window.location.pathname
}
