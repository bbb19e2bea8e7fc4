'use client'

import { createContext, type ReactNode, useContext, useEffect, useReducer } from 'react'
import { onEvent } from '@/components/ui/window-events'

const AnnounceContext = createContext<(text: string) => void>(() => {})

/** Returns a stable function that reads a text to people who use a screen reader. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext)
}

/**
 * The page's one live region. It exists before its first text, or the text would not be read. A
 * navigation or a form clears it, since the last text no longer applies then.
 */
export function LiveRegion({ children }: { children: ReactNode }) {
  const [{ text, count }, announce] = useReducer(
    (previous: { count: number }, text: string) => ({ text, count: previous.count + 1 }),
    { text: '', count: 0 },
  )
  useEffect(() => onEvent('navigation-start', () => announce('')), [])
  useEffect(() => onEvent('form-start', () => announce('')), [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" className="sr-only">
        {/* A new element each time, so that the same text is read twice. */}
        <span key={count}>{text}</span>
      </div>
    </AnnounceContext>
  )
}
