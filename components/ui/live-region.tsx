'use client'

import { createContext, type ReactNode, useContext, useReducer } from 'react'

const AnnounceContext = createContext<(text: string) => void>(() => {})

/** Returns a stable function that reads a text to people who use a screen reader. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext)
}

/** The page's one live region. It exists before its first text, or the text would not be read. */
export function LiveRegion({ children }: { children: ReactNode }) {
  const [{ text, count }, announce] = useReducer(
    (previous: { count: number }, text: string) => ({ text, count: previous.count + 1 }),
    { text: '', count: 0 },
  )
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
