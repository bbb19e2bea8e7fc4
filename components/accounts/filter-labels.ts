import { type ListParams, listHref } from '@/components/accounts/list-href'
import type { FilterChip } from '@/components/ui/filter-chips'
import { createdFilters } from '@/lib/accounts/policy'

export const createdOptions = createdFilters.map((days) => ({
  value: days,
  label: `Last ${days} days`,
}))

export const usersOptions = [
  { value: 'with', label: 'With users' },
  { value: 'without', label: 'Without users' },
]

export const signedInOptions = [{ value: 'never', label: 'Never signed in' }]

export const noFilters = {
  created: '',
  createdFrom: '',
  createdTo: '',
  users: '',
  signedIn: '',
} as const

/** A chip for each filter of the list that is set. */
export function filterChips(params: ListParams): FilterChip[] {
  const { created, createdFrom, createdTo, users, signedIn } = params
  const chip = (label: string, change: Partial<ListParams>) => ({
    label,
    href: listHref(params, { ...change, cursor: '' }),
  })
  return [
    ...(created ? [chip(`Created: last ${created} days`, { created: '' })] : []),
    ...(createdFrom ? [chip(`Created from ${createdFrom}`, { createdFrom: '' })] : []),
    ...(createdTo ? [chip(`Created to ${createdTo}`, { createdTo: '' })] : []),
    ...(users ? [chip(users === 'with' ? 'With users' : 'Without users', { users: '' })] : []),
    ...(signedIn ? [chip('Never signed in', { signedIn: '' })] : []),
  ]
}
