import type { AccountSearch } from '@/lib/accounts/query-schema'
import { paths } from '@/lib/paths'

const defaults: { [name: string]: string } = { sort: 'name', direction: 'asc', size: '50' }

/** The URL parameters of the list. The last two name the account that the Undo banner is about. */
export type ListParams = AccountSearch & { deleted?: string; deactivated?: string }

/** Leaves out the parameters that have their default value. */
export function listQuery(params: Partial<ListParams>): { [name: string]: string } {
  const entries = Object.entries(params).map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(entries.filter(([name, value]) => value !== (defaults[name] ?? '')))
}

/** The parameters that decide which accounts the list finds, as a query string. */
export function searchQuery(params: ListParams): string {
  const { size: _, sort: __, direction: ___, cursor: ____, ...search } = withoutBanner(params)
  return new URLSearchParams(listQuery(search)).toString()
}

export function withoutBanner(params: ListParams): AccountSearch {
  const { deleted: _, deactivated: __, ...search } = params
  return search
}

/** The page that asks before it deletes an account of the list, and then returns to the list. */
export function deletionHref(id: number, params: ListParams): string {
  return `${paths.deleteAccount(id)}?${new URLSearchParams({ list: listText(params) })}`
}

/** A page whose Cancel returns to the list as it is. */
export function withList(path: string, params: ListParams): string {
  const list = listText(params)
  return list ? `${path}?${new URLSearchParams({ list })}` : path
}

function listText(params: ListParams): string {
  return new URLSearchParams(listQuery(withoutBanner(params))).toString()
}

export function listHref(params: ListParams, change: Partial<ListParams> = {}): string {
  const query = new URLSearchParams(listQuery({ ...params, ...change })).toString()
  return query ? `${paths.accounts}?${query}` : paths.accounts
}
