import { ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'

type Props = {
  /** For example "1–50 of 312". */
  children: ReactNode
  label: string
  /** URLs, undefined where there is no such page. */
  previous: string | undefined
  next: string | undefined
  last?: string | undefined
}

export function Pager({ children, label, previous, next, last }: Props) {
  return (
    <nav
      aria-label={label}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-border border-t px-4 py-3 text-help text-text-2 md:px-6"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 tabular-nums">{children}</div>
      {(previous !== undefined || next !== undefined) && (
        <div className="ms-auto flex gap-2 print:hidden">
          <PageButton href={previous}>
            <ChevronLeft size={16} aria-hidden="true" />
            Previous
          </PageButton>
          <PageButton href={next}>
            Next
            <ChevronRight size={16} aria-hidden="true" />
          </PageButton>
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

function PageButton({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (href === undefined) return <Button disabled>{children}</Button>
  return <ButtonLink href={href}>{children}</ButtonLink>
}
