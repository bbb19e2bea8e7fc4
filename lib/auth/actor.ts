import 'server-only'
import { type ActorRow, type Credential, readActorRow } from '@/lib/auth/actor-row'
import { recordSecretUse } from '@/lib/auth/organization-secret'
import { type Role, rolesOf } from '@/lib/auth/permissions'
import { recordSessionUse } from '@/lib/auth/session-lifetime'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import type { Database } from '@/lib/db/sql'

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

/** Also records that the session is in use, which keeps it open. */
export function findActorBySession(token: string, origin: Origin): Promise<Actor | null> {
  const credential = { kind: 'session', id: hashToken(token) } as const
  return mapDatabaseErrors(async () => {
    const row = await readActorRow(database(), credential)
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
    const row = await readActorRow(database(), credential)
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
  const row = await readActorRow(db, credential)
  return row && toActor(row, credential, origin)
}

function toActor(row: ActorRow, credential: Credential, origin: Origin): Actor {
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

function mint(fields: Omit<Actor, typeof minted>): Actor {
  return fields as Actor
}
