'use client'

import type { ReactNode } from 'react'
import { ShellContext, type ShellEntry, type ShellSection } from '@/components/shell/shell-context'
import { Sidebar } from '@/components/shell/sidebar'
import { LiveRegion } from '@/components/ui/live-region'
import { SkipLink } from '@/components/ui/skip-link'

type Props = {
  organizationName: string
  entries: ShellEntry[]
  /** The entry of the pages inside, if they have tabs. */
  section?: ShellSection | undefined
  menu: ReactNode
  notice?: ReactNode
  children: ReactNode
}

/**
 * The frame of every console page; a `Page` fills the rest of its grid. Its parts are client
 * components on purpose: their few props cost less of each response than their markup would.
 */
export function AppShell({ organizationName, entries, section, menu, notice, children }: Props) {
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[3.5rem_1fr] md:grid-cols-[auto_minmax(0,1fr)] print:block">
      <SkipLink />
      <Sidebar organizationName={organizationName} entries={entries} section={section} />
      <LiveRegion>
        <ShellContext value={{ section, menu, notice }}>{children}</ShellContext>
      </LiveRegion>
    </div>
  )
}
