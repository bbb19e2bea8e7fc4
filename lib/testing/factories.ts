import { randomUUID } from 'node:crypto'
import { searchKeys } from '@/lib/accounts/search-keys'
import { type Actor, findActorBySession, type Origin } from '@/lib/auth/actor'
import { hashPassword, NO_PASSWORD } from '@/lib/auth/password-hash'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { insertOrganization } from '@/lib/organization/create'
import type { SignInMethod } from '@/lib/sessions/policy'
import { searchKey } from '@/lib/users/search-key'

export const origin: Origin = { address: '192.0.2.1', requestId: 'test', userAgent: 'test' }
export const PASSWORD = 'Correct-horse-7'

let count = 0
const nextNumber = () => String(++count)

let passwordHash: Promise<string> | undefined

/** The hash of `PASSWORD`. To make one takes longer than all else that a new user needs. */
export function hashOfPassword(): Promise<string> {
  passwordHash ??= hashPassword(PASSWORD)
  return passwordHash
}

export async function organization(name = `Organization ${nextNumber()}`) {
  const email = `admin${nextNumber()}.${randomUUID()}@example.com`
  const fields = { name, firstName: 'Ada', lastName: 'Founder', email }
  const hash = await hashOfPassword()
  const created = await transaction((db) => insertOrganization(db, origin, fields, hash))
  return { ...created, name, email, admin: await actorFor(created.userId) }
}

export async function createSession(
  userId: number,
  method: SignInMethod = 'password',
): Promise<string> {
  const token = newToken()
  await database().$executeRaw`
    INSERT INTO sessions (id, user_id, expires_at, address, user_agent, method)
    VALUES (${hashToken(token)}, ${userId}, now() + interval '1 hour', 'test', 'test', ${method})`
  return token
}

export function actorFor(userId: number): Promise<Actor> {
  return createSession(userId).then(actorWith)
}

async function actorWith(token: string): Promise<Actor> {
  const actor = await findActorBySession(token, { ...origin, requestId: randomUUID() })
  if (!actor) throw new Error('The session is not open.')
  return actor
}

/** Their password was entered 11 minutes ago, which is too long ago for some changes. */
export async function actorToReauthenticate(userId: number): Promise<Actor> {
  const token = await createSession(userId)
  await ageAuthentication(token)
  return actorWith(token)
}

/** Makes it 11 minutes since the user of the session entered their password. */
export async function ageAuthentication(sessionToken: string): Promise<void> {
  await database().$executeRaw`
    UPDATE sessions SET authenticated_at = now() - interval '11 minutes'
     WHERE id = ${hashToken(sessionToken)}`
}

export async function account(
  organizationId: number,
  fields: { name?: string; externalId?: string; active?: boolean; accountAdmin?: boolean } = {},
) {
  const { name = `Account ${nextNumber()}`, externalId = randomUUID() } = fields
  return database().account.create({
    data: {
      organizationId,
      name,
      externalId,
      ...searchKeys({ name, externalId }),
      active: fields.active ?? true,
      accountAdmin: fields.accountAdmin ?? false,
    },
  })
}

type UserFields = {
  firstName?: string
  lastName?: string
  orgAdmin?: boolean
  email?: string
  accountAdmin?: boolean
  active?: boolean
  mustChangePassword?: boolean
  passwordHash?: string
  secret?: string
}

export async function user(
  { organizationId, accountId }: { organizationId: number; accountId: number },
  fields: UserFields = {},
) {
  const person = {
    firstName: fields.firstName ?? 'Chuck',
    lastName: fields.lastName ?? `Norris ${nextNumber()}`,
    email: fields.email ?? `user${nextNumber()}.${randomUUID()}@example.com`,
  }
  return database().user.create({
    data: {
      organizationId,
      accountId,
      ...person,
      searchKey: searchKey(person),
      passwordHash: fields.passwordHash ?? NO_PASSWORD,
      secretHash: fields.secret === undefined ? null : hashToken(fields.secret),
      orgAdmin: fields.orgAdmin ?? false,
      accountAdmin: fields.accountAdmin ?? false,
      active: fields.active ?? true,
      mustChangePassword: fields.mustChangePassword ?? false,
    },
  })
}

export async function apiUser(
  organization: { organizationId: number; organizationSecret: string },
  accountId: number,
  fields: UserFields = {},
) {
  const { organizationId, organizationSecret } = organization
  const userSecret = newToken()
  const created = await user({ organizationId, accountId }, { ...fields, secret: userSecret })
  return { ...created, userSecret, organizationSecret }
}

/** Makes it a minute since the links of a user expired. The console itself never changes a link. */
export async function expireLinks(userId: number): Promise<void> {
  const links = await database().userLink.findMany({ where: { userId } })
  await database().userLink.deleteMany({ where: { userId } })
  const expiresAt = new Date(Date.now() - 60_000)
  await database().userLink.createMany({ data: links.map((link) => ({ ...link, expiresAt })) })
}

const changingTables = [
  'organizations',
  'accounts',
  'users',
  'sessions',
  'passkeys',
  'passkey_handles',
  'former_passwords',
  'user_links',
  'idempotency_keys',
  'mails',
  'identity_providers',
  'provider_domains',
  'user_identities',
  'jobs',
  'job_rows',
]

async function readTables(expression: string): Promise<string> {
  const fields = changingTables.map((table) => `'${table}', (SELECT ${expression} FROM ${table} t)`)
  const [row] = await database().$queryRawUnsafe<{ text: string }[]>(
    `SELECT json_build_object(${fields.join()})::text AS text`,
  )
  return row?.text ?? ''
}

/** Every row that a denied operation must leave unchanged, as one comparable text. */
export function databaseSnapshot(): Promise<string> {
  return readTables('json_agg(t ORDER BY t::text)')
}

/** A short form of `databaseSnapshot`, for a test with many rows that compares it many times. */
export function databaseDigest(): Promise<string> {
  return readTables('ARRAY[count(*), sum(hashtextextended(t::text, 0))]')
}

export function countDenied(organizationId: number): Promise<number> {
  return database().auditEvent.count({ where: { organizationId, outcome: 'refused' } })
}
