import 'server-only'
import { relyingParty } from '@/lib/auth/relying-party'
import { SQL } from '@/lib/db/sql'

/** Whether the user `u` has an authenticator app, whose code they need after the password. */
const hasSecondFactor = SQL.sql`EXISTS (SELECT 1 FROM second_factors f WHERE f.user_id = u.id)`

// Passkeys of another host name don't work here.
const hasPasskey = () => SQL.sql`EXISTS (
  SELECT 1 FROM passkeys p WHERE p.user_id = u.id AND p.rp_id = ${relyingParty()?.id ?? null})`

/** Whether the user `u` has what the policy requires: a passkey is two factors. */
export const hasAnyFactor = () => SQL.sql`(${hasSecondFactor} OR ${hasPasskey()})`

/** Whether the user `u` has only passkeys of another host name, which the column doesn't know. */
export const hasForeignPasskeys = (): SQL.Sql => {
  const host = relyingParty()?.id
  const isForeign = host ? SQL.sql`p.rp_id < ${host} OR p.rp_id > ${host}` : SQL.sql`true`
  return SQL.sql`(u.has_factor AND NOT ${hasAnyFactor()}
    AND u.id = ANY(ARRAY(SELECT p.user_id FROM passkeys p WHERE ${isForeign})))`
}

/** Whether the user `u` has none of these: either of two conditions, each with an index. */
export const lacksFactorBranches = () => [SQL.sql`NOT u.has_factor`, hasForeignPasskeys()]

/** Whether the policy of the organization `o` requires one of the user `u` of the account `a`. */
export const mustHaveSecondFactor = SQL.sql`
  (o.second_factor_policy = 'everyone'
   OR o.second_factor_policy = 'org-admins' AND u.org_admin AND a.default_account)`

/**
 * Whether the password of the user `u` is not enough to sign in. Instead of a code, a passkey is needed
 * only where the policy requires a second factor: others may have it on one of their devices only.
 */
export const needsSecondStep = () => SQL.sql`
  (${hasSecondFactor} OR ${mustHaveSecondFactor} AND ${hasPasskey()})`

/**
 * When the policy of the organization `o` requires the user `u` of the account `a` to have a second
 * factor. Null if it doesn't, or they have one.
 */
export const secondFactorDeadline = () => SQL.sql`
  CASE WHEN ${mustHaveSecondFactor} AND NOT ${hasAnyFactor()}
       THEN greatest(o.second_factor_required_since, u.created_at)
            + make_interval(days => o.second_factor_grace_days) END`
