import 'server-only'
import { type Role, rolesOf } from '@/lib/auth/permissions'
import { hashToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/client'
import { database } from '@/lib/db/client'
import { translated } from '@/lib/db/errors'

/** Where a request came from, for the audit log and the limits. */
export type Origin = Readonly<{ address: string; requestId: string; userAgent: string }>

declare const minted: unique symbol

/** Who is asking, as the database knew them when this request came in. Minted only here. */
export type Actor = { readonly [minted]: true } & Readonly<{
  userId: number
  organizationId: number
  organizationName: string
  accountId: number
  email: string
  firstName: string
  lastName: string
  roles: readonly Role[]
  mustChangePassword: boolean
  sessionId: string
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
}

/** The actor behind a session token, or null when anything on the way to it has ended. */
export async function actorOfSession(token: string, origin: Origin): Promise<Actor | null> {
  return translated(() => readActor(database(), hashToken(token), origin))
}

/** The same actor once more, inside a transaction: null when they were revoked meanwhile. */
export async function sameActor(db: Database, actor: Actor): Promise<Actor | null> {
  return readActor(db, actor.sessionId, actor.origin)
}

async function readActor(db: Database, sessionId: string, origin: Origin): Promise<Actor | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT u.id AS "userId", o.id AS "organizationId", o.name AS "organizationName",
           a.id AS "accountId", u.email, u.first_name AS "firstName", u.last_name AS "lastName",
           u.org_admin AS "orgAdmin", u.account_admin AS "accountAdmin",
           a.default_account AS "defaultAccount", u.must_change_password AS "mustChangePassword"
      FROM sessions s
      JOIN users u ON u.id = s.user_id
      JOIN accounts a ON a.id = u.account_id
      JOIN organizations o ON o.id = u.organization_id
     WHERE s.id = ${sessionId} AND s.expires_at > now() AND u.active AND a.active`
  if (!row) return null
  const { orgAdmin, accountAdmin, defaultAccount, ...person } = row
  const roles = rolesOf({ orgAdmin, accountAdmin, defaultAccount })
  return mint({ ...person, roles, sessionId, origin })
}

function mint(known: Omit<Actor, typeof minted>): Actor {
  return known as Actor
}
