'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

type OwnVersion = { ownVersion: number | undefined; report(version: number): void }

const OwnVersionContext = createContext<OwnVersion>({ ownVersion: undefined, report: () => {} })

/** The latest version of the record that a form on this page has saved. */
export function useOwnVersion(): OwnVersion {
  return useContext(OwnVersionContext)
}

/**
 * Wraps the forms of one record. Each save raises the version by one. A form with changes follows
 * the saves of the other forms, but not those of other people.
 */
export function RecordForms({ children }: { children: ReactNode }) {
  const [ownVersion, report] = useState<number>()
  const value = useMemo(() => ({ ownVersion, report }), [ownVersion])
  return <OwnVersionContext value={value}>{children}</OwnVersionContext>
}
