/** The columns of the list of accounts that can be hidden, in their order. */
export const accountListColumns = [
  'description',
  'externalId',
  'users',
  'activeUsers',
  'lastActivity',
  'created',
  'updated',
] as const

export type AccountListColumn = (typeof accountListColumns)[number]

export const defaultColumns: AccountListColumn[] = ['description', 'externalId', 'users', 'created']

/** How many views a person has at most, and how many an organization. */
export const MAX_VIEWS = 20
