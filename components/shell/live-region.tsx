'use client'

import { useSyncExternalStore } from 'react'
import { lastAnnouncement, subscribe } from '@/components/ui/announce'

const silence = { text: '', count: 0 }

/** The permanent live region that every change of state is said through. */
export function LiveRegion() {
  const { text, count } = useSyncExternalStore(subscribe, lastAnnouncement, () => silence)
  return (
    <div role="status" className="sr-only">
      <span key={count}>{text}</span>
    </div>
  )
}
