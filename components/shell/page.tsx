'use client'

import type { ReactNode } from 'react'
import type { Crumb } from '@/components/shell/breadcrumbs'
import { Tabs } from '@/components/shell/tabs'
import { TopBar } from '@/components/shell/top-bar'
import { paths } from '@/lib/paths'

type Props = { crumbs: Crumb[]; children: ReactNode }

/** A page within the shell: where it is, and what it shows. */
export function Page({ crumbs, children }: Props) {
  return (
    <>
      <TopBar crumbs={[{ label: 'Security', href: paths.security }, ...crumbs]} />
      <div className="page">
        <Tabs />
        <main
          id="main"
          tabIndex={-1}
          className="grid grid-cols-[minmax(0,1fr)] gap-6 pt-6 outline-none"
        >
          {children}
        </main>
      </div>
    </>
  )
}

type HeadingProps = { title: string; children?: ReactNode; actions?: ReactNode }

/** The page's one h1, what is known of it at a glance, and what can be done with it. */
export function PageHeading({ title, children, actions }: HeadingProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-6 md:flex-nowrap">
      <div className="grid min-w-0 flex-1 gap-1 max-md:basis-full">
        <h1 className="text-h1">
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
