/** An account as the console and the API show it. */
export type AccountView = {
  id: number
  organizationId: number
  name: string
  description: string
  externalId: string
  defaultAccount: boolean
  active: boolean
  userCount: number
  activeUserCount: number
  version: number
  createdAt: Date
  updatedAt: Date
}

export const accountSelect = {
  id: true,
  organizationId: true,
  name: true,
  description: true,
  externalId: true,
  defaultAccount: true,
  active: true,
  userCount: true,
  activeUserCount: true,
  version: true,
  createdAt: true,
  updatedAt: true,
} as const

/** How many there are; beyond 10,000 an estimate. */
export type Total = { count: number; exact: boolean }

/** One page of a list by keyset: opaque cursors to its neighbours, empty at an end. */
export type Page<Row> = {
  rows: Row[]
  /** 1-based; 0 when paging began at the last page. */
  firstRowNumber: number
  total: Total
  previous: string
  next: string
  last: string
}

/** The columns of an account in a file: what another organization can import. */
export const accountColumns = ['name', 'description', 'external_id'] as const

export function accountCells({ name, description, externalId }: AccountView): string[] {
  return [name, description, externalId]
}
