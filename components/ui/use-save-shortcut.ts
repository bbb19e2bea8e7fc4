'use client'

import { type RefObject, useEffect } from 'react'
import { isPressed, shortcuts } from '@/components/ui/shortcuts'

/** Submits a form with changes, wherever the focus is. */
export function useSaveShortcut(form: RefObject<HTMLFormElement | null>, enabled: boolean) {
  useEffect(() => {
    if (!enabled) return
    const save = (event: KeyboardEvent) => {
      if (!isPressed(event, shortcuts.save)) return
      event.preventDefault()
      form.current?.requestSubmit()
    }
    document.addEventListener('keydown', save)
    return () => document.removeEventListener('keydown', save)
  }, [form, enabled])
}
