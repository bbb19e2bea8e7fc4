import { createContext, type ReactNode } from 'react'

/** A section of the console: its entry in the sidebar and its tabs. */
export type ShellSection = {
  label: string
  href: string
  icon: ReactNode
  tabs: { label: string; href: string }[]
}

type Shell = { section: ShellSection; menu: ReactNode }

/** Hands the section and the person's menu from the layout to each page. */
export const ShellContext = createContext<Shell | undefined>(undefined)
