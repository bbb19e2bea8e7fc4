import 'server-only'
import { type Actor, currentSessionId } from '@/lib/auth/actor'
import { hasAnyFactor, lacksFactorBranches, mustHaveSecondFactor } from '@/lib/auth/second-factor'
import { type Database, SQL } from '@/lib/db/sql'
import { isEnforced, type SecondFactorPolicy } from '@/lib/second-factor/policy'
import type { WithoutFactor } from '@/lib/second-factor/view'

const MAX_COUNTED = 1_000
const MAX_NAMED = 5

/** Days of grace count from when the requirement began, also if their number changes later. */
export async function saveSecondFactorPolicy(
  db: Database,
  organizationId: number,
  { requirement, graceDays }: SecondFactorPolicy,
): Promise<void> {
  const since = isEnforced(requirement)
    ? SQL.sql`CASE WHEN second_factor_policy = ${requirement} THEN second_factor_required_since ELSE now() END`
    : SQL.sql`NULL`
  await db.$executeRaw`
    UPDATE organizations SET second_factor_policy = ${requirement},
           second_factor_grace_days = ${graceDays}, second_factor_required_since = ${since}
     WHERE id = ${organizationId}`
}

/**
 * Ends the sessions that began with a password alone, of people who have the second factor that they
 * now need. Keeps that of the actor. Returns how many.
 */
export function endSingleFactorSessions(db: Database, actor: Actor): Promise<number> {
  return db.$executeRaw`
    DELETE FROM sessions s
     USING users u JOIN accounts a ON a.id = u.account_id
                   JOIN organizations o ON o.id = u.organization_id
     WHERE s.user_id = u.id AND o.id = ${actor.organizationId} AND s.method = 'password'
       AND s.id <> ${currentSessionId(actor)} AND ${mustHaveSecondFactor} AND ${hasAnyFactor()}`
}

/** Whom the policies that require a second factor would lead to set one up. */
export async function readWithoutFactor(
  db: Database,
  organizationId: number,
): Promise<WithoutFactor> {
  const [row] = await db.$queryRaw<WithoutFactor[]>`
    SELECT ${peopleWithout(organizationId, SQL.sql`u.org_admin AND a.default_account`)} AS "org-admins",
           ${peopleWithout(organizationId, SQL.sql`true`)} AS everyone`
  const nobody = { count: 0, isMore: false, first: [] }
  return row ?? { 'org-admins': nobody, everyone: nobody }
}

/** As JSON. Counts only as far as anyone needs: an organization can have a million users. */
function peopleWithout(organizationId: number, condition: SQL.Sql): SQL.Sql {
  // In the order of the index, which stops at the limit. By ID alone, and with an equality, the planner
  // would read the users of all other organizations first.
  const branches = lacksFactorBranches().map(
    (lacksFactor) => SQL.sql`(
      SELECT concat(u.first_name, ' ', u.last_name) AS name
        FROM users u JOIN accounts a ON a.id = u.account_id
       WHERE u.organization_id BETWEEN ${organizationId} AND ${organizationId}
         AND u.active AND a.active AND ${condition} AND ${lacksFactor}
       ORDER BY u.organization_id, u.id LIMIT ${MAX_COUNTED + 1})`,
  )
  return SQL.sql`(
    SELECT json_build_object(
             'count', least(count(*), ${MAX_COUNTED}::int), 'isMore', count(*) > ${MAX_COUNTED}::int,
             'first', coalesce((array_agg(name))[1:${MAX_NAMED}::int], '{}'))
      FROM (${SQL.join(branches, ' UNION ALL ')} LIMIT ${MAX_COUNTED + 1}) people)`
}
