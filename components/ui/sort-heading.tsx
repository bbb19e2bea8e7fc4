import { ArrowDown, ArrowUp } from 'lucide-react'
import { Link } from '@/components/ui/link'

export type SortOrder<Sort extends string> = { sort: Sort; direction: 'asc' | 'desc' }

type Props<Sort extends string> = {
  sort: NoInfer<Sort>
  label: string
  className?: string | undefined
  /** How the list is sorted now. */
  current: SortOrder<Sort>
  hrefOf(order: SortOrder<NoInfer<Sort>>): string
}

/** The head of a column that sorts the list, and reverses the order the second time. */
export function SortHeading<Sort extends string>(props: Props<Sort>) {
  const { sort, label, className, current, hrefOf } = props
  const isCurrent = current.sort === sort
  const ascending = current.direction === 'asc'
  const direction = isCurrent && ascending ? 'desc' : 'asc'
  const Arrow = ascending ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={isCurrent ? (ascending ? 'ascending' : 'descending') : undefined}
      className={className}
    >
      <Link
        href={hrefOf({ sort, direction })}
        keepScroll
        className="inline-flex min-h-6 min-w-6 items-center gap-1 hover:text-text phone:min-h-11 phone:min-w-11 phone:justify-center"
      >
        <span>{label}</span>
        {isCurrent && <Arrow size={12} aria-hidden="true" />}
      </Link>
    </th>
  )
}
