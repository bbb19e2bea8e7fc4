'use client'

import { useEffect } from 'react'
import type { Draft } from '@/components/ui/drafts'
import { useAnnounce } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'

/** Says that a form was filled from a draft. */
export function RestoredDraft({ draft: { hadPassword } }: { draft: Draft }) {
  const announce = useAnnounce()
  const message = `What you typed is back. It isn't saved yet.${hadPassword ? ' Enter the password again.' : ''}`
  useEffect(() => announce(message), [announce, message])
  return (
    <Notice ref={focusUnlessTyping}>
      <p>{message}</p>
    </Notice>
  )
}

function focusUnlessTyping(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus()
}
