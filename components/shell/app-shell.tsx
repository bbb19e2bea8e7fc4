import { Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { RAIL_ID, Rail } from '@/components/shell/rail'
import { StatusLine } from '@/components/shell/status-line'

type Props = { organizationName: string; menu: ReactNode; children: ReactNode }

/** What stands around every page of the console; a `Page` fills the rest of its grid. */
export function AppShell({ organizationName, menu, children }: Props) {
  return (
    <div className="shell">
      <a href="#main" className="skip-link">
        Skip to content
      </a>
      <Rail organizationName={organizationName} />
      <header className="top-bar">
        <button
          type="button"
          popoverTarget={RAIL_ID}
          className="grid size-11 place-items-center rounded-control hover:bg-hover md:hidden"
          aria-label="Open menu"
        >
          <Menu size={20} aria-hidden="true" />
        </button>
        <div className="ms-auto">{menu}</div>
      </header>
      {children}
      <StatusLine />
    </div>
  )
}
