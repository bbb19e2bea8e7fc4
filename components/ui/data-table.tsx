'use client'

import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { usePendingNavigation } from '@/components/ui/pending-navigation'

type Props = { caption: string; className?: string; children: ReactNode }

/** A table whose rows become cards on phones. The classes of its cells are in `data-table.css`. */
export function DataTable({ caption, className, children }: Props) {
  const busy = usePendingNavigation() === 'view'
  return (
    <table className={classNames('data-table', className)} aria-busy={busy || undefined}>
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  )
}
