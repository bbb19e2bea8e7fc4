'use client'

import { createContext, useContext } from 'react'

/** What is being loaded: another page, another view of this page, or the response to a form. */
export type PendingNavigation = 'page' | 'view' | 'form' | undefined

export const PendingNavigationContext = createContext<PendingNavigation>(undefined)

export const usePendingNavigation = () => useContext(PendingNavigationContext)
