'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { useAnnounce } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'

type Props = {
  tone?: 'info' | 'ok'
  /** The parameter that brought it here; it goes once this has been shown. */
  param?: string
  children: ReactNode
}

/** What the page before has done: said, given the focus, and gone with the next change. */
export function FlashNotice({ tone = 'ok', param, children }: Props) {
  const announce = useAnnounce()
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    notice.current?.focus()
    // What can be done about it is read from where the focus is.
    const said = notice.current?.querySelector('p') ?? notice.current
    announce(said?.textContent ?? '')
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
