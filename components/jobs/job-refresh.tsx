'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { restoreLostFocus } from '@/components/ui/focus-heading'

const INTERVAL_MS = 1_000

export function JobRefresh() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, INTERVAL_MS)
    return () => clearInterval(timer)
  }, [router])
  // The buttons of a job are gone when it ends.
  useEffect(() => restoreLostFocus, [])
  return null
}
