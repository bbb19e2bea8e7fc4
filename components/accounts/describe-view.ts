import { filterChips } from '@/components/accounts/filter-labels'
import { type AccountSearch, parseListQuery } from '@/lib/accounts/query-schema'

const sortLabels: { [sort in AccountSearch['sort']]: string } = {
  name: 'name',
  id: 'ID',
  users: 'users',
  activity: 'last activity',
  created: 'creation',
  updated: 'last change',
}

/** What a view shows, in words. */
export function describeView(query: string): string {
  const search = parseListQuery(query)
  const { q, sort, direction } = search
  const parts = [q && `“${q}”`, ...filterChips(search).map(({ label }) => label)].filter(Boolean)
  const order = `by ${sortLabels[sort]}${direction === 'desc' ? ', reversed' : ''}`
  return `${parts.join(', ') || 'All accounts'}; ${order}`
}
