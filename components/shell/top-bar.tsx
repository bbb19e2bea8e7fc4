'use client'

import { Menu } from 'lucide-react'
import { createContext, type ReactNode, useContext } from 'react'
import { Breadcrumbs, type Crumb } from '@/components/shell/breadcrumbs'
import { SIDEBAR_ID } from '@/components/shell/sidebar'

const PersonMenuContext = createContext<ReactNode>(null)

/** Hands the shell's menu to the top bar of whatever page is shown. */
export const PersonMenuProvider = PersonMenuContext.Provider

/** The head of a page: the way to the rail on phones, where one is, the person's menu. */
export function TopBar({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <header className="top-bar">
      <button
        type="button"
        popoverTarget={SIDEBAR_ID}
        className="-ms-3 grid size-11 shrink-0 place-items-center rounded-control hover:bg-hover md:hidden"
        aria-label="Open menu"
      >
        <Menu size={20} aria-hidden="true" />
      </button>
      <Breadcrumbs crumbs={crumbs} />
      {useContext(PersonMenuContext)}
    </header>
  )
}
