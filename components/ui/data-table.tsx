import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

type Props = { caption: string; className?: string; children: ReactNode }

/** A table whose rows become cards on phones. The classes of its cells are in `data-table.css`. */
export function DataTable({ caption, className, children }: Props) {
  return (
    <table className={classNames('data-table', className)}>
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  )
}
