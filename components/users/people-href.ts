import { paths } from '@/lib/paths'
import type { PeopleSearch } from '@/lib/user-list/schema'

const defaults: { [name: string]: string } = { sort: 'name', direction: 'asc', size: '50' }

/** The URL parameters of the list. Default values are left out. */
export function peopleParams(search: Partial<PeopleSearch>): [name: string, value: string][] {
  return Object.entries(search).flatMap(([name, values]) =>
    [values]
      .flat()
      .map((value): [string, string] => [name, String(value)])
      .filter(([, value]) => value !== (defaults[name] ?? '')),
  )
}

/** The parameters that decide whom the list finds, as a query string. */
export function searchQuery(search: PeopleSearch): string {
  const { size: _, sort: __, direction: ___, cursor: ____, ...filters } = search
  return new URLSearchParams(peopleParams(filters)).toString()
}

export function peopleHref(search: PeopleSearch, change: Partial<PeopleSearch> = {}): string {
  return withQuery(paths.users, { ...search, cursor: '', ...change })
}

export function exportHref({ size: _, cursor: __, ...search }: PeopleSearch): string {
  return withQuery(paths.exportPeople, search)
}

function withQuery(path: string, search: Partial<PeopleSearch>): string {
  const query = new URLSearchParams(peopleParams(search)).toString()
  return query ? `${path}?${query}` : path
}
