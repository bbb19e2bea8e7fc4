import type { AccountSearch } from '@/lib/accounts/schema'
import { paths } from '@/lib/paths'

const defaults: { [name: string]: string } = { sort: 'name', direction: 'asc', size: '50' }

/** The URL parameters of the list. `deleted` is the account that the Undo banner is about. */
export type ListParams = AccountSearch & { deleted?: string }

/** Leaves out the parameters that have their default value. */
export function listQuery(params: Partial<ListParams>): { [name: string]: string } {
  const entries = Object.entries(params).map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(entries.filter(([name, value]) => value !== (defaults[name] ?? '')))
}

export function listHref(params: ListParams, change: Partial<ListParams> = {}): string {
  const query = new URLSearchParams(listQuery({ ...params, ...change })).toString()
  return query ? `${paths.accounts}?${query}` : paths.accounts
}
