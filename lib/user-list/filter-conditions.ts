import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { SQL } from '@/lib/db/sql'
import type { PeopleFilters } from '@/lib/user-list/schema'
import { lastSignIn } from '@/lib/user-list/sort'

type Values<F extends keyof PeopleFilters> = PeopleFilters[F][number]

/** What the filters that aren't groups say, one condition each. */
export function filterConditions(
  { organizationId }: Actor,
  { role, signedIn }: Pick<PeopleFilters, 'role' | 'signedIn'>,
): SQL.Sql[] {
  const alternatives = [
    role.map((each) => roleCondition(each, organizationId)),
    signedIn.map(signInCondition),
  ]
  return alternatives
    .filter((each) => each.length > 0)
    .map((each) => SQL.join(each, ' OR ', '(', ')'))
}

// Arrays, so that the indexes of users find them also in a condition with OR.
function roleCondition(role: Values<'role'>, organizationId: number): SQL.Sql {
  const accounts = (condition: SQL.Sql) => SQL.sql`ARRAY(
    SELECT a.id FROM accounts a WHERE a.organization_id = ${organizationId} AND ${condition})`
  switch (role) {
    case 'org-admin':
      return SQL.sql`u.org_admin`
    case 'admin': {
      const inherited = accounts(SQL.sql`a.account_admin AND a.active`)
      return SQL.sql`u.account_admin OR u.account_id = ANY(${inherited})`
    }
    case 'default-user':
      return SQL.sql`u.account_id <> ALL(${accounts(SQL.sql`a.default_account`)})`
    case 'org':
      return SQL.sql`u.account_id = ANY(${accounts(SQL.sql`a.default_account`)})`
  }
}

/**
 * Someone who has never signed in counts from the day they were added. The others were added before
 * they signed in, so that a range of one index has everybody in the order of creation.
 */
function signInCondition(filter: Values<'signedIn'>): SQL.Sql {
  if (filter === 'never') return SQL.sql`u.last_login_at IS NULL`
  const since = SQL.sql`now() - interval '1 day' * ${Number(filter)}::int`
  return SQL.sql`(${lastSignIn} < ${since} AND u.created_at < ${since})`
}
