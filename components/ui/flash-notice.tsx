'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { useAnnounce } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'

type Props = {
  tone?: 'info' | 'ok'
  /** The URL parameter that shows the notice. It is removed, so that a reload doesn't repeat it. */
  param?: string
  children: ReactNode
}

/** Confirms what the previous page did. It takes the focus and is announced. */
export function FlashNotice({ tone = 'ok', param, children }: Props) {
  const announce = useAnnounce()
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    notice.current?.focus()
    // Only the message: the focus leads to the buttons after it.
    const message = notice.current?.querySelector('p') ?? notice.current
    announce(message?.textContent ?? '')
    const url = new URL(window.location.href)
    if (param === undefined || !url.searchParams.has(param)) return
    url.searchParams.delete(param)
    window.history.replaceState(null, '', url)
  }, [announce, param])
  return (
    <Notice tone={tone} ref={notice}>
      {children}
    </Notice>
  )
}
