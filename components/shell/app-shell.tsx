'use client'

import type { ReactNode } from 'react'
import { Sidebar } from '@/components/shell/sidebar'
import { PersonMenuProvider } from '@/components/shell/top-bar'
import { LiveRegion } from '@/components/ui/live-region'

type Props = { organizationName: string; menu: ReactNode; children: ReactNode }

/** What stands around every page of the console; a `Page` fills the rest of its grid. */
export function AppShell({ organizationName, menu, children }: Props) {
  return (
    <div className="shell">
      <a href="#main" className="skip-link">
        Skip to content
      </a>
      <Sidebar organizationName={organizationName} />
      <LiveRegion>
        <PersonMenuProvider value={menu}>{children}</PersonMenuProvider>
      </LiveRegion>
    </div>
  )
}
