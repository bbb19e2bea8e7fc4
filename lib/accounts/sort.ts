import 'server-only'
import type { AccountSearch } from '@/lib/accounts/query-schema'
import type { AccountView } from '@/lib/accounts/view'
import { SQL } from '@/lib/db/sql'
import { byId, type SortColumn } from '@/lib/listing/keyset'
import { normalizeForSearch } from '@/lib/normalize-for-search'

type AccountSort = SortColumn & {
  /** The value of the column in a row, as a cursor holds it. */
  keyOf(account: AccountView): string
}

export const accountSorts: { [sort in AccountSearch['sort']]: AccountSort } = {
  name: {
    sql: SQL.sql`name_key`,
    isValidKey: (key) => key.isWellFormed() && !key.includes('\0'),
    toParameter: (key) => SQL.sql`${key}`,
    keyOf: ({ name }) => normalizeForSearch(name),
  },
  id: { ...byId, keyOf: ({ id }) => String(id) },
  created: {
    sql: SQL.sql`created_at`,
    isValidKey: (key) => /^\d{1,14}$/.test(key),
    toParameter: (key) => SQL.sql`to_timestamp(${Number(key)} / 1000.0)`,
    keyOf: ({ createdAt }) => String(createdAt.getTime()),
  },
}
