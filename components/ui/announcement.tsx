'use client'

import { useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announce'

/** Says a text of the page that changed while it stayed open, such as a number of results. */
export function Announcement({ text }: { text: string }) {
  const said = useRef(text)
  useEffect(() => {
    if (text === said.current) return
    said.current = text
    announce(text)
  }, [text])
  return null
}
