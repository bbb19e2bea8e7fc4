import { type ListParams, listHref } from '@/components/accounts/list-href'
import type { FilterChip } from '@/components/ui/filter-chips'
import { createdFilters } from '@/lib/accounts/policy'

export const createdOptions = createdFilters.map((days) => ({
  value: days,
  label: `Last ${days} days`,
}))

export const noFilters = { created: '', createdFrom: '', createdTo: '' } as const

/** A chip for each filter of the list that is set. */
export function filterChips(params: ListParams): FilterChip[] {
  const { created, createdFrom, createdTo } = params
  const chip = (label: string, change: Partial<ListParams>) => ({
    label,
    href: listHref(params, { ...change, cursor: '' }),
  })
  return [
    ...(created ? [chip(`Created: last ${created} days`, { created: '' })] : []),
    ...(createdFrom ? [chip(`Created from ${createdFrom}`, { createdFrom: '' })] : []),
    ...(createdTo ? [chip(`Created to ${createdTo}`, { createdTo: '' })] : []),
  ]
}
