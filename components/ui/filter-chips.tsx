import { X } from 'lucide-react'
import { ADD_FILTER_ID } from '@/components/ui/element-ids'
import { Link } from '@/components/ui/link'

export type FilterChip = {
  /** For example "Created: last 7 days". */
  label: string
  /** The list without this filter. */
  href: string
}

type Props = {
  chips: FilterChip[]
  /** The list without any filter. */
  clearHref: string
}

/** The filters of a list that are set, each a link that removes it. */
export function FilterChips({ chips, clearHref }: Props) {
  if (chips.length === 0) return null
  return (
    <ul aria-label="Filters" className="flex w-full flex-wrap items-center gap-2">
      {chips.map(({ label, href }) => (
        <li key={label}>
          <Link
            href={href}
            keepScroll
            focusNext={ADD_FILTER_ID}
            aria-label={`Remove filter ${label}`}
            className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-control bg-selected px-3 hover:bg-hover phone:min-h-11"
          >
            <span dir="auto">{label}</span>
            <X size={14} aria-hidden="true" />
          </Link>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Link
            href={clearHref}
            keepScroll
            focusNext={ADD_FILTER_ID}
            className="inline-flex min-h-8 items-center px-1 text-accent-text underline phone:min-h-11"
          >
            Clear filters
          </Link>
        </li>
      )}
    </ul>
  )
}
