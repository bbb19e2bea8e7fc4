import type { AccountListColumn } from '@/lib/list-settings/policy'

export type SavedView = {
  id: number
  name: string
  /** For everybody in the organization. */
  shared: boolean
  /** The query string of the list. */
  query: string
  version: number
}

export type ListSettings = {
  columns: AccountListColumn[]
  /** Those of the organization first, each in the order in which they were added. */
  views: SavedView[]
}
