import 'server-only'
import { SQL } from '@/lib/db/sql'

/** Whether the password of the user `u` is not enough to sign in. */
export const hasSecondFactor = SQL.sql`EXISTS (SELECT 1 FROM second_factors f WHERE f.user_id = u.id)`

/** Whether the policy of the organization `o` requires one of the user `u` of the account `a`. */
export const mustHaveSecondFactor = SQL.sql`
  (o.second_factor_policy = 'everyone'
   OR o.second_factor_policy = 'org-admins' AND u.org_admin AND a.default_account)`

/**
 * When the policy of the organization `o` requires the user `u` of the account `a` to have a second
 * factor. Null if it doesn't, or they have one.
 */
export const secondFactorDueAt = SQL.sql`
  CASE WHEN ${mustHaveSecondFactor} AND NOT ${hasSecondFactor}
       THEN greatest(o.second_factor_required_since, u.created_at)
            + make_interval(days => o.second_factor_grace_days) END`
