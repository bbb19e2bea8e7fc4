import { listHref } from '@/components/accounts/list-href'
import { parseListQuery } from '@/lib/accounts/query-schema'

/** The list as it was, from the `list` parameter of a page that it led to. */
export function returnToList(list: unknown): string {
  return listHref(parseListQuery(typeof list === 'string' ? list : ''))
}
