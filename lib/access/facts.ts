import 'server-only'
import type { SignInFacts } from '@/lib/access/view'
import { relyingParty } from '@/lib/auth/relying-party'
import { requiredProvider } from '@/lib/auth/required-provider'
import { secondFactorDeadline } from '@/lib/auth/second-factor'
import { SQL } from '@/lib/db/sql'
import { lockOutColumns } from '@/lib/users/lock-outs'
import type { LockOut, UserRecord, WithCredentials } from '@/lib/users/view'

/** What the facts say beyond the record of the user. */
export type FactColumns = LockOut &
  Pick<
    SignInFacts,
    | 'passwordChangedAt'
    | 'initialPassword'
    | 'invitedUntil'
    | 'authenticatorSince'
    | 'recoveryCodes'
    | 'passkeys'
    | 'secondFactorDueAt'
    | 'isSecondFactorDue'
    | 'requiredProvider'
  >

/** Of users `u` with their account `a` and organization `o`. */
export const factColumns = () => SQL.sql`
  u.password_changed_at AS "passwordChangedAt", u.initial_password AS "initialPassword",
  (SELECT max(expires_at) FROM user_links l
    WHERE l.user_id = u.id AND l.purpose = 'invite' AND l.expires_at > now()) AS "invitedUntil",
  (SELECT created_at FROM second_factors f WHERE f.user_id = u.id) AS "authenticatorSince",
  (SELECT count(*)::int FROM recovery_codes c WHERE c.user_id = u.id) AS "recoveryCodes",
  (SELECT count(*)::int FROM passkeys p
    WHERE p.user_id = u.id AND p.rp_id = ${relyingParty()?.id ?? null}) AS passkeys,
  ${secondFactorDeadline()} AS "secondFactorDueAt",
  coalesce(${secondFactorDeadline()} <= now(), false) AS "isSecondFactorDue",
  ${requiredProvider} AS "requiredProvider", ${lockOutColumns(SQL.sql`u.email`)}`

export function toFacts(user: UserRecord & WithCredentials & FactColumns): SignInFacts {
  const { lockedAt, blockedUntil, firstAt, attempts, networks } = user
  return {
    active: user.active,
    accountActive: user.account.active,
    hasPassword: user.hasPassword,
    passwordChangedAt: user.passwordChangedAt,
    initialPassword: user.initialPassword,
    initialPasswordExpired: user.initialPasswordExpired,
    passwordExpired: user.passwordExpired,
    mustChangePassword: user.mustChangePassword,
    invitedUntil: user.invitedUntil,
    lockOut: { lockedAt, blockedUntil, firstAt, attempts, networks },
    authenticatorSince: user.authenticatorSince,
    recoveryCodes: user.recoveryCodes,
    passkeys: user.passkeys,
    secondFactorDueAt: user.secondFactorDueAt,
    isSecondFactorDue: user.isSecondFactorDue,
    requiredProvider: user.requiredProvider,
  }
}
