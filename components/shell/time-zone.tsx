'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { DEFAULT_TIME_ZONE, timeZoneCookie } from '@/lib/reader'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Tells the server the browser's time zone. A page that was formatted for another one is read again. */
export function TimeZone(): null {
  const router = useRouter()
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    const value = encodeURIComponent(timeZone)
    if (value === storedValue()) return
    const secure = window.location.protocol === 'https:' ? '; secure' : ''
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store API
    document.cookie = `${timeZoneCookie}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`
    router.refresh()
  }, [router])
  return null
}

// Not decoded: another program of the same host may have set a cookie that can't be.
function storedValue(): string {
  const prefix = `${timeZoneCookie}=`
  const cookie = document.cookie.split('; ').find((each) => each.startsWith(prefix))
  return cookie?.slice(prefix.length) ?? encodeURIComponent(DEFAULT_TIME_ZONE)
}
