import 'server-only'
import { SQL } from '@/lib/db/sql'
import type { FilterFacts } from '@/lib/user-list/filter-facts'
import type { PeopleFilters, PeopleSearch } from '@/lib/user-list/schema'
import { lastSignIn } from '@/lib/user-list/sort'

type Values<F extends keyof PeopleFilters> = PeopleFilters[F][number]

/** What the filters that aren't groups say, one condition each. */
export function filterConditions(
  { role, signedIn }: Pick<PeopleFilters, 'role' | 'signedIn'>,
  facts: FilterFacts,
): SQL.Sql[] {
  const alternatives = [
    role.map((each) => roleCondition(each, facts)),
    signedIn.map(signInCondition),
  ]
  return alternatives
    .filter((each) => each.length > 0)
    .map((each) => SQL.join(each, ' OR ', '(', ')'))
}

function roleCondition(
  role: Values<'role'>,
  { defaultAccountId, adminAccountIds }: FilterFacts,
): SQL.Sql {
  switch (role) {
    case 'org-admin':
      return SQL.sql`u.org_admin`
    case 'admin':
      return SQL.sql`u.account_admin OR u.account_id = ANY(${adminAccountIds}::int[])`
    case 'default-user':
      return SQL.sql`u.account_id <> ${defaultAccountId}::int`
    case 'org':
      return SQL.sql`u.account_id = ${defaultAccountId}::int`
  }
}

/**
 * Someone who has never signed in counts from the day they were added. The others were added before
 * they signed in, so both conditions hold for everybody.
 */
function signInCondition(filter: Values<'signedIn'>): SQL.Sql {
  if (filter === 'never') return SQL.sql`u.last_login_at IS NULL`
  const [login, created] = [
    beforeDays(lastSignIn, filter),
    beforeDays(SQL.sql`u.created_at`, filter),
  ]
  return SQL.sql`(${login} AND ${created})`
}

const beforeDays = (time: SQL.Sql, days: string) =>
  SQL.sql`${time} < now() - interval '1 day' * ${Number(days)}::int`

/** What a filter on the last sign-in says about the times in one order; undefined if nothing. */
export function signInRange(
  signedIn: PeopleFilters['signedIn'],
  sort: PeopleSearch['sort'] | undefined,
): SQL.Sql | undefined {
  const [days, ...others] = signedIn
  if (days === undefined || days === 'never' || others.length > 0) return undefined
  if (sort === 'login') return beforeDays(lastSignIn, days)
  return sort === 'created' ? beforeDays(SQL.sql`u.created_at`, days) : undefined
}
