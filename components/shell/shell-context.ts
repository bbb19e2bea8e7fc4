import { createContext, type ReactNode } from 'react'

/** An entry of the sidebar. */
export type ShellEntry = {
  label: string
  href: string
  icon: ReactNode
  tabs?: { label: string; href: string }[]
}

/** An entry for several pages, and the tabs that lead to them. */
export type ShellSection = ShellEntry & Required<Pick<ShellEntry, 'tabs'>>

type Shell = {
  section: ShellSection | undefined
  topBarActions: ReactNode
  /** What the person has to do soon, on every page. */
  notice: ReactNode
}

/** Hands the section and the actions of the person from the layout to each page. */
export const ShellContext = createContext<Shell | undefined>(undefined)
