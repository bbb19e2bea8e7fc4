'use client'

import { useEffect, useRef } from 'react'
import { useAnnounce } from '@/components/ui/live-region'

type Props = {
  text: string
  /** Announces the text when this changes, instead of when the text does. */
  when?: string
}

/** Announces a text of the page when it changes, such as the number of results. */
export function Announcement({ text, when = text }: Props) {
  const announce = useAnnounce()
  const announced = useRef(when)
  useEffect(() => {
    if (when === announced.current) return
    announced.current = when
    announce(text)
  }, [announce, text, when])
  return null
}
