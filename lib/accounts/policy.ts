/** Why this account cannot be deactivated or deleted; undefined when it can. */
export function whyNotDeletable(account: { defaultAccount: boolean }): string | undefined {
  if (!account.defaultAccount) return undefined
  return "This is the default account of the organization. It can't be deactivated or deleted."
}

/** How many accounts can be selected one by one: as many as fit into a URL. */
export const MAX_SELECTED = 500

export const pageSizes = [25, 50, 100] as const

/** What fits into the search box. */
export const MAX_SEARCH = { words: 100, condition: 1_000 }

const condition = /^[(\s]*[A-Za-z_]\w*\s*([<>!]=|[<>=]|!\s*'|\bLIKE\s*'|\bIN\s*\()/i

// Alone, or behind the name of its owner: "Ada <ada@example.com>".
const emailAddress = /^[^\s'()]+@[^\s'()]+$|<[^\s<>]+@[^\s<>]+>$/

/**
 * Whether a search is a condition in CEQL: it begins with a field and an operator. LIKE, IN and "!" count
 * only with what has to follow, since "made in" and "Yahoo! Travel" may be names.
 */
export function isCondition(search: string): boolean {
  return condition.test(search) && !emailAddress.test(search.trim())
}

/** The days within which an account was created. */
export const createdFilters = ['7', '30', '90'] as const

const listDefaults: { [name: string]: string } = { sort: 'name', direction: 'asc', size: '50' }

/** The URL parameters of the list, without default values. */
export function listQuery(params: { [name: string]: unknown }): { [name: string]: string } {
  const entries = Object.entries(params).map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(entries.filter(([name, value]) => value !== (listDefaults[name] ?? '')))
}

/** What a saved view keeps of the list's URL: all but the page and the view itself. */
export function storedQuery(params: { [name: string]: unknown }): string {
  const { cursor: _, view: __, last: ___, ...search } = params
  return new URLSearchParams(listQuery(search)).toString()
}
