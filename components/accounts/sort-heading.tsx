import { ArrowDown, ArrowUp } from 'lucide-react'
import { listHref } from '@/components/accounts/list-href'
import { Link } from '@/components/ui/link'
import type { AccountSearch } from '@/lib/accounts/query-schema'

type Props = {
  search: AccountSearch
  sort: AccountSearch['sort']
  label: string
  className?: string
}

export function SortHeading({ search, sort, label, className }: Props) {
  const current = search.sort === sort
  const ascending = search.direction === 'asc'
  const direction = current && ascending ? 'desc' : 'asc'
  const Arrow = ascending ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={current ? (ascending ? 'ascending' : 'descending') : undefined}
      className={className}
    >
      <Link
        href={listHref(search, { sort, direction, cursor: '' })}
        keepScroll
        className="inline-flex min-h-6 min-w-6 items-center gap-1 hover:text-text phone:min-h-11 phone:min-w-11 phone:justify-center"
      >
        <span>{label}</span>
        {current && <Arrow size={12} aria-hidden="true" />}
      </Link>
    </th>
  )
}
