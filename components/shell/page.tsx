'use client'

import { type ReactNode, useContext } from 'react'
import type { Crumb } from '@/components/shell/breadcrumbs'
import { NavigationProgress } from '@/components/shell/navigation-progress'
import { ShellContext } from '@/components/shell/shell-context'
import { Tabs } from '@/components/shell/tabs'
import { TopBar } from '@/components/shell/top-bar'
import { usePendingNavigation } from '@/components/ui/pending-navigation'

type Props = { crumbs: Crumb[]; children: ReactNode }

export function Page({ crumbs, children }: Props) {
  const { section, topBarActions, notice } = useContext(ShellContext) ?? {}
  const busy = usePendingNavigation() === 'page'
  return (
    <>
      <TopBar crumbs={section ? [section, ...crumbs] : crumbs} actions={topBarActions} />
      <div>
        <NavigationProgress />
        <div className="w-full max-w-328 px-4 pt-2 pb-12 md:px-6 print:p-0">
          {section && <Tabs label={section.label} tabs={section.tabs} parent={crumbs[0]?.href} />}
          <main
            id="main"
            tabIndex={-1}
            aria-busy={busy || undefined}
            className="grid grid-cols-[minmax(0,1fr)] gap-6 pt-6 outline-none"
          >
            {notice}
            {children}
          </main>
        </div>
      </div>
    </>
  )
}

type HeadingProps = { title: string; children?: ReactNode; actions?: ReactNode }

export function PageHeading({ title, children, actions }: HeadingProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-6 md:flex-nowrap">
      <div className="grid min-w-0 flex-1 gap-1 max-md:basis-full">
        <h1 className="text-h1 outline-none">
          <bdi>{title}</bdi>
        </h1>
        {children && <div className="text-text-2">{children}</div>}
      </div>
      {actions && (
        <div className="flex flex-wrap gap-x-2 max-md:w-full max-md:*:mt-3 md:max-w-80 md:gap-y-2 md:shrink-0 md:justify-end">
          {actions}
        </div>
      )}
    </div>
  )
}
