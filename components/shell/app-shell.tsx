'use client'

import type { ReactNode } from 'react'
import { Commands } from '@/components/shell/commands'
import { PaletteButton } from '@/components/shell/palette-button'
import { ShellContext, type ShellEntry, type ShellSection } from '@/components/shell/shell-context'
import { Sidebar } from '@/components/shell/sidebar'
import type { SingleKeys } from '@/components/shell/single-keys-form'
import { LiveRegion } from '@/components/ui/live-region'
import { SkipLink } from '@/components/ui/skip-link'

type Props = SingleKeys & {
  organizationName: string
  entries: ShellEntry[]
  /** The entry of the pages inside, if they have tabs. */
  section?: ShellSection | undefined
  /** Undefined if nobody knows whose page it is. */
  isAdministrator: boolean | undefined
  menu: ReactNode
  notice?: ReactNode
  children: ReactNode
}

/**
 * The frame of every console page; a `Page` fills the rest of its grid. Its parts are client
 * components on purpose: their few props cost less of each response than their markup would.
 */
export function AppShell(props: Props) {
  const { organizationName, entries, section, isAdministrator, menu, notice, children } = props
  const { singleKeys, chooseSingleKeys } = props
  // Part of the layout's script, and not of each page's.
  const topBarActions = (
    <>
      <PaletteButton />
      {menu}
    </>
  )
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[3.5rem_1fr] md:grid-cols-[auto_minmax(0,1fr)] print:block">
      <SkipLink />
      <Sidebar organizationName={organizationName} entries={entries} section={section} />
      <LiveRegion>
        <Commands
          palette={isAdministrator === undefined ? undefined : { entries, isAdministrator }}
          singleKeys={singleKeys}
          chooseSingleKeys={chooseSingleKeys}
        >
          <ShellContext value={{ section, topBarActions, notice }}>{children}</ShellContext>
        </Commands>
      </LiveRegion>
    </div>
  )
}
