'use client'

import { useEffect, useRef } from 'react'
import { useAnnounce } from '@/components/ui/live-region'

/** Announces a text of the page when it changes, such as the number of results. */
export function Announcement({ text }: { text: string }) {
  const announce = useAnnounce()
  const announced = useRef(text)
  useEffect(() => {
    if (text === announced.current) return
    announced.current = text
    announce(text)
  }, [announce, text])
  return null
}
