/** Why this account cannot be deactivated or deleted; undefined when it can. */
export function whyNotDeletable(account: { defaultAccount: boolean }): string | undefined {
  if (!account.defaultAccount) return undefined
  return "This is the default account of the organization. It can't be deactivated or deleted."
}

/** How many accounts can be selected one by one: as many as fit into a URL. */
export const MAX_SELECTED = 500

export const pageSizes = [25, 50, 100] as const

/** The days within which an account was created. */
export const createdFilters = ['7', '30', '90'] as const
