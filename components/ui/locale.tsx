'use client'

import { createContext, type ReactNode, useContext } from 'react'

const LocaleContext = createContext('en')

/** The locale of the request. The browser formats with the same one, or hydration would fail. */
export const useLocale = () => useContext(LocaleContext)

export function LocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>
}
