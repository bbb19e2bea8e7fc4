import Link from 'next/link'
import type { ReactNode } from 'react'
import { Tabs } from '@/components/shell/tabs'

type Crumb = { label: string; href?: string }

type Props = { crumbs: Crumb[]; children: ReactNode }

/** A page within the shell: where it is, and what it shows. */
export function Page({ crumbs, children }: Props) {
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Security', href: '/security' }, ...crumbs]} />
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

function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="crumbs">
      <ol className="flex min-w-0 items-center gap-2">
        {crumbs.map(({ label, href }) => (
          <li key={label} className="crumb" dir="auto">
            {href ? (
              <Link
                href={href}
                prefetch={false}
                className="truncate py-1 text-text-2 hover:text-text max-md:py-3"
              >
                {label}
              </Link>
            ) : (
              <span aria-current="page" className="truncate font-semibold">
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

type HeadingProps = { title: string; children?: ReactNode; actions?: ReactNode }

/** The page's one h1, what is known of it at a glance, and what can be done with it. */
export function PageHeading({ title, children, actions }: HeadingProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="grid min-w-0 gap-1">
        <h1 className="text-h1" dir="auto">
          {title}
        </h1>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-text-2">{children}</div>
      </div>
      {actions && <div className="ms-auto flex flex-wrap gap-2 max-md:w-full">{actions}</div>}
    </div>
  )
}
