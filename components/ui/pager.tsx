import { ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'

type Props = {
  /** What is counted, e.g. "1–50 of 312". */
  children: ReactNode
  label: string
  /** Links to the neighbours; undefined at an end. */
  previous: string | undefined
  next: string | undefined
  /** Where the list ends; not every list leads there at once. */
  last?: string | undefined
}

/** The foot of a list: where one is in it, and the way on. */
export function Pager({ children, label, previous, next, last }: Props) {
  return (
    <nav
      aria-label={label}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-help text-text-2 md:px-6"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 tabular-nums">{children}</div>
      {(previous !== undefined || next !== undefined) && (
        <div className="ms-auto flex gap-2 print:hidden">
          <Turn href={previous}>
            <ChevronLeft size={16} aria-hidden="true" />
            Previous
          </Turn>
          <Turn href={next}>
            Next
            <ChevronRight size={16} aria-hidden="true" />
          </Turn>
          {last !== undefined && (
            <ButtonLink href={last} shape="square" aria-label="Last page">
              <ChevronLast size={16} aria-hidden="true" />
            </ButtonLink>
          )}
        </div>
      )}
    </nav>
  )
}

function Turn({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (href === undefined) return <Button disabled>{children}</Button>
  return <ButtonLink href={href}>{children}</ButtonLink>
}
