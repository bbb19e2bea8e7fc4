import 'server-only'
import { z } from 'zod'
import type { AccountSearch } from '@/lib/accounts/query-schema'
import type { AccountView } from '@/lib/accounts/view'
import { SQL } from '@/lib/db/sql'
import { isId } from '@/lib/ids'
import { byId, type SortColumn } from '@/lib/listing/keyset'
import { normalizeForSearch } from '@/lib/normalize-for-search'

type AccountSort = SortColumn & {
  /** The value of the column in a row, as a cursor holds it. */
  keyOf(account: AccountView): string
  /** Whether an index of all active accounts has the column and the name. */
  isIndexedWithName?: boolean
}

const NEVER = 'never'

const time = {
  isValidKey: (key: string) => /^\d{1,14}$/.test(key),
  toParameter: (key: string) => SQL.sql`to_timestamp(${Number(key)} / 1000.0)`,
}

export const accountSorts: { [sort in AccountSearch['sort']]: AccountSort } = {
  name: {
    sql: SQL.sql`name_key`,
    columns: SQL.sql`id, name_key`,
    isValidKey: (key) => key.isWellFormed() && !key.includes('\0'),
    toParameter: (key) => SQL.sql`${key}`,
    keyOf: ({ name }) => normalizeForSearch(name),
    isIndexedWithName: true,
  },
  id: { ...byId, keyOf: ({ id }) => String(id), isIndexedWithName: true },
  users: {
    sql: SQL.sql`user_count`,
    columns: SQL.sql`id, user_count`,
    isValidKey: (key) => key === '0' || isId(key),
    toParameter: (key) => SQL.sql`${Number(key)}::int`,
    keyOf: ({ userCount }) => String(userCount),
  },
  // Written as in the index. Accounts that nobody ever signed in to come before all others.
  activity: {
    sql: SQL.sql`coalesce(activity_day, '-infinity'::date)`,
    columns: SQL.sql`id, activity_day`,
    isValidKey: (key) => key === NEVER || z.iso.date().safeParse(key).success,
    toParameter: (key) => SQL.sql`${key === NEVER ? '-infinity' : key}::date`,
    keyOf: ({ lastActivityAt }) => lastActivityAt?.toISOString().slice(0, 10) ?? NEVER,
  },
  created: {
    ...time,
    sql: SQL.sql`created_at`,
    columns: SQL.sql`id, created_at`,
    keyOf: ({ createdAt }) => String(createdAt.getTime()),
    isIndexedWithName: true,
  },
  updated: {
    ...time,
    sql: SQL.sql`updated_at`,
    columns: SQL.sql`id, updated_at`,
    keyOf: ({ updatedAt }) => String(updatedAt.getTime()),
  },
}
