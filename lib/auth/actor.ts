import 'server-only'
import {
  isOrganizationSecret,
  isSecretUseOutdated,
  recordSecretUse,
} from '@/lib/auth/organization-secret'
import { passwordExpired } from '@/lib/auth/password-expiry'
import { type Role, rolesOf } from '@/lib/auth/permissions'
import { secondFactorDeadline } from '@/lib/auth/second-factor'
import {
  isOpen,
  isRecentlyAuthenticated,
  isUseOutdated,
  recordSessionUse,
  sessionEnd,
} from '@/lib/auth/session-lifetime'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import { type Database, SQL } from '@/lib/db/sql'

/** Where a request came from, for the audit log and the limits. */
export type Origin = Readonly<{
  address: string
  requestId: string
  userAgent: string
  /** From cookies, so they may be forged. */
  deviceToken?: string | undefined
  sessionToken?: string | undefined
  ticket?: string | undefined
}>

type Credential = Readonly<
  | { kind: 'session'; id: string }
  | { kind: 'secrets'; user: string; organization: string }
  | { kind: 'job'; id: number }
>

declare const minted: unique symbol

/** The user of a request, as the database holds them. Only this module makes one. */
export type Actor = { readonly [minted]: true } & Readonly<{
  userId: number
  organizationId: number
  organizationName: string
  accountId: number
  email: string
  firstName: string
  lastName: string
  roles: readonly Role[]
  /** Only with a session: API secrets keep working until the new password is set. */
  mustChangePassword: boolean
  /** Only with a session. The organization requires a second factor, and the days of grace are over. */
  mustSetUpSecondFactor: boolean
  /** Until when a user without a second factor has to set one up. Null if they don't have to. */
  secondFactorDueAt: Date | null
  sessionExpiresAt: Date | null
  /** Whether a session's user has proven who they are in the last 10 minutes. Others always have. */
  recentlyAuthenticated: boolean
  credential: Credential
  origin: Origin
}>

type Row = {
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

/** Also records that the session is in use, which keeps it open. */
export function findActorBySession(token: string, origin: Origin): Promise<Actor | null> {
  const credential = { kind: 'session', id: hashToken(token) } as const
  return mapDatabaseErrors(async () => {
    const row = await readRow(database(), credential)
    if (row?.isUseOutdated) await recordSessionUse(database(), credential.id)
    return row && toActor(row, credential, origin)
  })
}

/** Also records once a day that the user calls the API with the Organization Secret. */
export function findActorBySecrets(
  secrets: { user: string; organization: string },
  origin: Origin,
): Promise<Actor | null> {
  const [user, organization] = [hashToken(secrets.user), hashToken(secrets.organization)]
  const credential = { kind: 'secrets', user, organization } as const
  return mapDatabaseErrors(async () => {
    const row = await readRow(database(), credential)
    if (row?.isUseOutdated) await recordSecretUse(database(), row, organization)
    return row && toActor(row, credential, origin)
  })
}

export function findActorByJob(id: number, origin: Origin): Promise<Actor | null> {
  return mapDatabaseErrors(() => readActor(database(), { kind: 'job', id }, origin))
}

/** Reads the actor again in a transaction. Null if they were revoked since the request began. */
export function reloadActor(db: Database, actor: Actor): Promise<Actor | null> {
  return readActor(db, actor.credential, actor.origin)
}

/** The key of the actor's session. Empty without a session. */
export function currentSessionId({ credential }: Actor): string {
  return credential.kind === 'session' ? credential.id : ''
}

async function readActor(
  db: Database,
  credential: Credential,
  origin: Origin,
): Promise<Actor | null> {
  const row = await readRow(db, credential)
  return row && toActor(row, credential, origin)
}

async function readRow(db: Database, credential: Credential): Promise<Row | null> {
  const [row] = await db.$queryRaw<Row[]>`
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

function toActor(row: Row, credential: Credential, origin: Origin): Actor {
  const { orgAdmin, accountAdmin, defaultAccount, isUseOutdated: _, isOfProvider, ...user } = row
  const roles = rolesOf({ orgAdmin, accountAdmin, defaultAccount })
  // An identity provider has its own passwords and second factors.
  const isOwnSignIn = credential.kind === 'session' && !isOfProvider
  return mint({
    ...user,
    mustChangePassword: isOwnSignIn && user.mustChangePassword,
    mustSetUpSecondFactor: isOwnSignIn && user.mustSetUpSecondFactor,
    secondFactorDueAt: isOfProvider ? null : user.secondFactorDueAt,
    roles,
    credential,
    origin,
  })
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

function mint(fields: Omit<Actor, typeof minted>): Actor {
  return fields as Actor
}
