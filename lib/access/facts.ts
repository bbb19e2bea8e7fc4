import 'server-only'
import type { SignInFacts } from '@/lib/access/view'
import type { Actor } from '@/lib/auth/actor'
import { initialPasswordExpired, passwordExpired } from '@/lib/auth/password-expiry'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { relyingParty } from '@/lib/auth/relying-party'
import { findRequiredProvider } from '@/lib/auth/required-provider'
import { hasSecondFactor, secondFactorDeadline } from '@/lib/auth/second-factor'
import { type Database, SQL } from '@/lib/db/sql'
import { lockOutColumns } from '@/lib/users/lock-outs'
import { userJoins, userNotFound } from '@/lib/users/records'
import type { LockOut } from '@/lib/users/view'

type Row = Omit<SignInFacts, 'lockOut' | 'requiredProvider'> & LockOut

const passwordColumns = SQL.sql`
  u.password_hash <> ${NO_PASSWORD} AS "hasPassword", u.password_changed_at AS "passwordChangedAt",
  u.initial_password AS "initialPassword", ${initialPasswordExpired} AS "initialPasswordExpired",
  ${passwordExpired} AS "passwordExpired", u.must_change_password AS "mustChangePassword",
  (SELECT max(expires_at) FROM user_links l
    WHERE l.user_id = u.id AND l.purpose = 'invite' AND l.expires_at > now()) AS "invitedUntil"`

const factorColumns = () => SQL.sql`
  ${hasSecondFactor} AS "hasAuthenticator",
  (SELECT count(*)::int FROM recovery_codes c WHERE c.user_id = u.id) AS "recoveryCodes",
  (SELECT count(*)::int FROM passkeys p
    WHERE p.user_id = u.id AND p.rp_id = ${relyingParty()?.id ?? null}) AS passkeys,
  ${secondFactorDeadline()} AS "secondFactorDueAt",
  coalesce(${secondFactorDeadline()} <= now(), false) AS "isSecondFactorDue"`

export async function readFacts(
  db: Database,
  { organizationId }: Actor,
  id: number,
): Promise<SignInFacts> {
  const [[row], requiredProvider] = await Promise.all([
    db.$queryRaw<Row[]>`
    SELECT u.active, a.active AS "accountActive", ${passwordColumns}, ${factorColumns()},
           ${lockOutColumns(SQL.sql`u.email`)}
      FROM users u ${userJoins} WHERE u.id = ${id} AND u.organization_id = ${organizationId}`,
    findRequiredProvider(db, { id }),
  ])
  if (!row) throw userNotFound()
  const { lockedAt, blockedUntil, firstAt, attempts, networks, ...facts } = row
  const lockOut = { lockedAt, blockedUntil, firstAt, attempts, networks }
  return { ...facts, lockOut, requiredProvider: requiredProvider ?? null }
}
