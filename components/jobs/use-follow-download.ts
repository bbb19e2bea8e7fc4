'use client'

import { useEffect, useState } from 'react'

// Longer than a batch of links takes that is mailed.
const QUIET_MS = 15_000

/**
 * Whether to refresh the page, because a download changes what it shows. The browser doesn't say when
 * a download ends, so this ends once `shown` has stayed the same for a while.
 */
export function useFollowDownload(shown: string) {
  const [downloads, setDownloads] = useState(0)
  const [isFollowed, setFollowed] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the wait again
  useEffect(() => {
    if (!isFollowed) return
    const timer = setTimeout(() => setFollowed(false), QUIET_MS)
    return () => clearTimeout(timer)
  }, [isFollowed, downloads, shown])
  const follow = () => {
    setDownloads((count) => count + 1)
    setFollowed(true)
  }
  return { isFollowed, follow }
}
