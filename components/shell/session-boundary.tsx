'use client'

import { createContext, type ReactNode, useContext, useEffect } from 'react'

const SessionContext = createContext<string | undefined>(undefined)

type Props = { sessionKey: string; children: ReactNode }

/** Remounts everything inside when the session changes, so that no state outlives its session. */
export function SessionBoundary({ sessionKey, children }: Props) {
  return (
    <SessionContext key={sessionKey} value={sessionKey}>
      {children}
    </SessionContext>
  )
}

/**
 * Shows a page only inside the session it was rendered for. A layout stays mounted during client
 * navigation: after a sign-in in another tab, its next page belongs to a different session.
 */
export function SessionPage({ sessionKey, children }: Props) {
  const outdated = useContext(SessionContext) !== sessionKey
  useEffect(() => {
    if (outdated) window.location.reload()
  }, [outdated])
  return outdated ? null : children
}
