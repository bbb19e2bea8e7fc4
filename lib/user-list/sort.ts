import 'server-only'
import { SQL } from '@/lib/db/sql'
import type { SortColumn } from '@/lib/listing/keyset'
import type { PeopleSearch } from '@/lib/user-list/schema'
import type { ListedPerson } from '@/lib/user-list/view'

type PeopleSort = SortColumn & {
  /** The value of the column in a row, as a cursor holds it. */
  keyOf(person: ListedPerson): string
}

// Written as in the indexes. People who have never signed in come before all others.
export const lastSignIn = SQL.sql`coalesce(u.last_login_at, '-infinity'::timestamptz)`

/** The name as people read it, first name first; the index holds no more of it. */
export const nameKey = SQL.sql`left(u.search_key, 200)`

const text = {
  isValidKey: (key: string) => key.isWellFormed() && !key.includes('\0'),
  toParameter: (key: string) => SQL.sql`${key}`,
}

const time = {
  isValidKey: (key: string) => /^\d{1,14}$/.test(key),
  toParameter: (key: string) => SQL.sql`to_timestamp(${Number(key)} / 1000.0)`,
}

const NEVER = 'never'

export const peopleSorts: { [sort in PeopleSearch['sort']]: PeopleSort } = {
  name: {
    ...text,
    sql: nameKey,
    columns: SQL.sql`id, search_key`,
    keyOf: (person) => person.nameKey,
  },
  email: {
    ...text,
    sql: SQL.sql`u.email`,
    columns: SQL.sql`id, email`,
    keyOf: ({ email }) => email,
  },
  login: {
    sql: lastSignIn,
    columns: SQL.sql`id, last_login_at`,
    isValidKey: (key) => key === NEVER || time.isValidKey(key),
    toParameter: (key) =>
      key === NEVER ? SQL.sql`'-infinity'::timestamptz` : time.toParameter(key),
    keyOf: ({ lastLoginAt }) => (lastLoginAt ? String(lastLoginAt.getTime()) : NEVER),
  },
  created: {
    ...time,
    sql: SQL.sql`u.created_at`,
    columns: SQL.sql`id, created_at`,
    keyOf: ({ createdAt }) => String(createdAt.getTime()),
  },
}
