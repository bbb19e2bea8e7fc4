import { Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { Breadcrumbs, type Crumb } from '@/components/shell/breadcrumbs'
import { SIDEBAR_ID } from '@/components/shell/sidebar'

export function TopBar({ crumbs, actions }: { crumbs: Crumb[]; actions: ReactNode }) {
  return (
    <header className="flex items-center gap-2 border-border border-b bg-surface px-4 md:px-6 print:hidden">
      <button
        type="button"
        popoverTarget={SIDEBAR_ID}
        className="-ms-3 grid size-11 shrink-0 place-items-center rounded-control hover:bg-hover md:hidden"
        aria-label="Open menu"
      >
        <Menu size={20} aria-hidden="true" />
      </button>
      <Breadcrumbs crumbs={crumbs} />
      {actions}
    </header>
  )
}
