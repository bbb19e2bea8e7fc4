import { listQuery } from '@/lib/accounts/policy'
import type { AccountSearch } from '@/lib/accounts/query-schema'
import { paths } from '@/lib/paths'

/** The URL parameters of the list. The last two name the account that the Undo banner is about. */
export type ListParams = AccountSearch & { deleted?: string; deactivated?: string }

/** The parameters that decide which accounts the list finds, as a query string. */
export function searchQuery(params: ListParams): string {
  const {
    size: _,
    sort: __,
    direction: ___,
    cursor: ____,
    view: _____,
    ...search
  } = withoutBanner(params)
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

/** The query string of the list, which a page that leads back to it keeps. */
export function listText(params: ListParams): string {
  return new URLSearchParams(listQuery(withoutBanner(params))).toString()
}

export function listHref(params: ListParams, change: Partial<ListParams> = {}): string {
  const query = new URLSearchParams(listQuery({ ...params, ...change })).toString()
  return query ? `${paths.accounts}?${query}` : paths.accounts
}

/** The list as a saved view shows it. */
export function viewHref({ id, query }: { id: number; query: string }): string {
  const params = new URLSearchParams(query)
  params.set('view', String(id))
  return `${paths.accounts}?${params}`
}
