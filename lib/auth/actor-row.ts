import 'server-only'
import { isOrganizationSecret, isSecretUseOutdated } from '@/lib/auth/organization-secret'
import { passwordExpired } from '@/lib/auth/password-expiry'
import { secondFactorDeadline } from '@/lib/auth/second-factor'
import {
  isOpen,
  isRecentlyAuthenticated,
  isUseOutdated,
  sessionEnd,
} from '@/lib/auth/session-lifetime'
import { type Database, SQL } from '@/lib/db/sql'

export type Credential = Readonly<
  | { kind: 'session'; id: string }
  | { kind: 'secrets'; user: string; organization: string }
  | { kind: 'job'; id: number }
>

export type ActorRow = {
  userId: number
  organizationId: number
  organizationName: string
  accountId: number
  email: string
  firstName: string
  lastName: string
  orgAdmin: boolean
  accountAdmin: boolean
  defaultAccount: boolean
  mustChangePassword: boolean
  mustSetUpSecondFactor: boolean
  secondFactorDueAt: Date | null
  sessionExpiresAt: Date | null
  recentlyAuthenticated: boolean
  isUseOutdated: boolean
  isOfProvider: boolean
}

/** Null if the credential, the user or their account isn't active. */
export async function readActorRow(db: Database, credential: Credential): Promise<ActorRow | null> {
  const [row] = await db.$queryRaw<ActorRow[]>`
    SELECT u.id AS "userId", o.id AS "organizationId", o.name AS "organizationName",
           a.id AS "accountId", u.email, u.first_name AS "firstName", u.last_name AS "lastName",
           u.org_admin AS "orgAdmin", u.account_admin OR a.account_admin AS "accountAdmin",
           a.default_account AS "defaultAccount",
           u.must_change_password OR ${passwordExpired} AS "mustChangePassword",
           ${secondFactorDeadline()} AS "secondFactorDueAt",
           coalesce(${secondFactorDeadline()} <= now(), false) AS "mustSetUpSecondFactor",
           ${sessionColumns(credential)}
      FROM users u
      JOIN accounts a ON a.id = u.account_id
      JOIN organizations o ON o.id = u.organization_id
      ${credentialCondition(credential)} AND u.active AND a.active`
  return row ?? null
}

function sessionColumns(credential: Credential): SQL.Sql {
  if (credential.kind === 'session') {
    return SQL.sql`${sessionEnd()} AS "sessionExpiresAt", ${isUseOutdated} AS "isUseOutdated",
              ${isRecentlyAuthenticated} AS "recentlyAuthenticated",
              s.method = 'provider' AS "isOfProvider"`
  }
  const isOutdated =
    credential.kind === 'secrets' ? isSecretUseOutdated(credential.organization) : SQL.sql`false`
  return SQL.sql`NULL::timestamptz AS "sessionExpiresAt", ${isOutdated} AS "isUseOutdated",
              true AS "recentlyAuthenticated", false AS "isOfProvider"`
}

function credentialCondition(credential: Credential): SQL.Sql {
  if (credential.kind === 'session') {
    return SQL.sql`JOIN sessions s ON s.user_id = u.id
      WHERE s.id = ${credential.id} AND ${isOpen()}`
  }
  if (credential.kind === 'job') {
    return SQL.sql`JOIN jobs j ON j.user_id = u.id AND j.organization_id = u.organization_id
      WHERE j.id = ${credential.id}`
  }
  return SQL.sql`WHERE u.secret_hash = ${credential.user}
    AND ${isOrganizationSecret(credential.organization)}`
}
