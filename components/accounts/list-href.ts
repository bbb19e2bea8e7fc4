import type { AccountSearch } from '@/lib/accounts/schema'
import { paths } from '@/lib/paths'

const defaults: { [name: string]: string } = { sort: 'name', direction: 'asc', size: '50' }

/** What the list was asked for, and the account whose deletion it still tells of. */
export type AskedList = AccountSearch & { deleted?: string }

/** What a link to the list has to say of it; what is the default goes without saying. */
export function listParams(asked: Partial<AskedList>): { [name: string]: string } {
  const said = Object.entries(asked).map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(said.filter(([name, value]) => value !== (defaults[name] ?? '')))
}

/** The list as it was asked for, with some of it changed. */
export function listHref(asked: AskedList, change: Partial<AskedList>): string {
  const query = new URLSearchParams(listParams({ ...asked, ...change })).toString()
  return query ? `${paths.accounts}?${query}` : paths.accounts
}
