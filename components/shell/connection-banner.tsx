'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { onEvent, sendEvent } from '@/components/ui/window-events'

const POLL_MS = 3_000

/** Says that the server can't be reached, until it responds again. Covers only the top bar. */
export function ConnectionBanner() {
  const online = useSyncExternalStore(
    subscribeToOnline,
    () => navigator.onLine,
    () => true,
  )
  const lost = useConnectionLost()
  const disconnected = lost || !online
  useKeepDocument(disconnected)
  if (!disconnected) return null
  return (
    <div className="pointer-events-none fixed inset-x-0 top-0 z-20 flex justify-center p-2 print:hidden">
      <p role="alert" className="rounded-panel border border-warn bg-warn-soft px-4 py-2">
        <strong className="font-semibold">
          {online ? "You're offline or the server can't be reached." : "You're offline."}
        </strong>{' '}
        <span>What you typed stays on this page.</span>
      </p>
    </div>
  )
}

function subscribeToOnline(listen: () => void): () => void {
  window.addEventListener('online', listen)
  window.addEventListener('offline', listen)
  return () => {
    window.removeEventListener('online', listen)
    window.removeEventListener('offline', listen)
  }
}

/** Whether a request got no response, and the server hasn't responded since. */
function useConnectionLost(): boolean {
  const [lost, setLost] = useState(false)
  useEffect(() => onEvent('connection-lost', () => setLost(true)), [])
  useEffect(() => {
    if (!lost) return
    const check = async () => {
      if (!(await isReachable())) return
      setLost(false)
      sendEvent('connection-restored', null)
    }
    const timer = setInterval(check, POLL_MS)
    window.addEventListener('online', check)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', check)
    }
  }, [lost])
  return lost
}

// The smallest file of the console, which needs no session and no database.
function isReachable(): Promise<boolean> {
  return fetch('/favicon.ico', { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Stops links and forms that load a new document. The router keeps the document by itself. */
function useKeepDocument(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return
    const keep = (event: Event) => {
      if (event.type === 'submit' || loadsDocument(event.target)) event.preventDefault()
    }
    document.addEventListener('click', keep)
    document.addEventListener('submit', keep)
    return () => {
      document.removeEventListener('click', keep)
      document.removeEventListener('submit', keep)
    }
  }, [enabled])
}

function loadsDocument(target: EventTarget | null): boolean {
  const link = target instanceof Element ? target.closest('a') : null
  if (!link || link.target || 'follow' in link.dataset) return false
  const [document, hash] = link.href.split('#')
  return hash === undefined || document !== window.location.href.split('#')[0]
}
