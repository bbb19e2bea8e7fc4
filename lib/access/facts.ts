import 'server-only'
import type { SignInFacts } from '@/lib/access/view'
import { relyingParty } from '@/lib/auth/relying-party'
import { secondFactorDeadline } from '@/lib/auth/second-factor'
import type { Database } from '@/lib/db/sql'
import { readLockOut } from '@/lib/users/lock-outs'
import { userJoins, userNotFound } from '@/lib/users/records'
import type { UserRecord, WithCredentials } from '@/lib/users/view'

type Stored = Pick<
  SignInFacts,
  | 'passwordChangedAt'
  | 'initialPassword'
  | 'invitedUntil'
  | 'hasAuthenticator'
  | 'recoveryCodes'
  | 'passkeys'
  | 'secondFactorDueAt'
  | 'isSecondFactorDue'
>

export async function readFacts(
  db: Database,
  user: UserRecord & WithCredentials,
): Promise<SignInFacts> {
  const [[stored], lockOut] = await Promise.all([
    db.$queryRaw<Stored[]>`
      SELECT u.password_changed_at AS "passwordChangedAt", u.initial_password AS "initialPassword",
             (SELECT max(expires_at) FROM user_links l
               WHERE l.user_id = u.id AND l.purpose = 'invite' AND l.expires_at > now())
             AS "invitedUntil",
             EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id) AS "hasAuthenticator",
             (SELECT count(*)::int FROM recovery_codes c WHERE c.user_id = u.id) AS "recoveryCodes",
             (SELECT count(*)::int FROM passkeys p
               WHERE p.user_id = u.id AND p.rp_id = ${relyingParty()?.id ?? null}) AS passkeys,
             ${secondFactorDeadline()} AS "secondFactorDueAt",
             coalesce(${secondFactorDeadline()} <= now(), false) AS "isSecondFactorDue"
        FROM users u ${userJoins} WHERE u.id = ${user.id}`,
    readLockOut(db, user),
  ])
  if (!stored) throw userNotFound()
  const { active, account, hasPassword, mustChangePassword } = user
  const { passwordExpired, initialPasswordExpired } = user
  return {
    ...stored,
    active,
    accountActive: account.active,
    hasPassword,
    mustChangePassword,
    passwordExpired,
    initialPasswordExpired,
    lockOut,
    requiredProvider: null,
  }
}
