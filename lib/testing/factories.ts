import { randomUUID } from 'node:crypto'
import { type Actor, actorOfSession, type Origin } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { createOrganization } from '@/lib/organization/create'
import { normalizeForSearch } from '@/lib/search-text'

import { BASE } from '@/lib/transport/api-base'
import { dispatch } from '@/lib/transport/dispatch'
import type { Endpoints } from '@/lib/transport/find-endpoint'
import { searchKey } from '@/lib/users/view'

export const origin: Origin = { address: '192.0.2.1', requestId: 'test', userAgent: 'test' }
export const PASSWORD = 'Correct-horse-7'

let count = 0
const next = () => String(++count)

/** An organization made as a person would make it, with its administrator signed in. */
export async function organization(name = `Organization ${next()}`) {
  const email = `founder${next()}.${randomUUID()}@example.com`
  const founded = await createOrganization(origin, {
    name,
    firstName: 'Ada',
    lastName: 'Founder',
    email,
    password: PASSWORD,
  })
  return { ...founded, name, email, admin: await actorFor(founded.userId) }
}

/** A session of this user, as after signing in. */
export async function createSession(userId: number): Promise<string> {
  const token = newToken()
  const expiresAt = new Date(Date.now() + 3_600_000)
  await database().session.create({
    data: { id: hashToken(token), userId, expiresAt, address: 'test', userAgent: 'test' },
  })
  return token
}

export async function actorFor(userId: number): Promise<Actor> {
  const actor = await actorOfSession(await createSession(userId), origin)
  if (!actor) throw new Error(`user ${userId} cannot sign in`)
  return actor
}

export async function account(
  organizationId: number,
  fields: { name?: string; externalId?: string; active?: boolean; accountAdmin?: boolean } = {},
) {
  const name = fields.name ?? `Account ${next()}`
  return database().account.create({
    data: {
      organizationId,
      name,
      nameKey: normalizeForSearch(name),
      externalId: fields.externalId ?? randomUUID(),
      active: fields.active ?? true,
      accountAdmin: fields.accountAdmin ?? false,
    },
  })
}

type UserFields = {
  firstName?: string
  lastName?: string
  orgAdmin?: boolean
  accountAdmin?: boolean
  active?: boolean
  mustChangePassword?: boolean
  /** Without one, nothing fits as their password. */
  passwordHash?: string
  /** Without one, they have no secret for the API. */
  secret?: string
}

export async function user(
  { organizationId, accountId }: { organizationId: number; accountId: number },
  fields: UserFields = {},
) {
  const person = {
    firstName: fields.firstName ?? 'Chuck',
    lastName: fields.lastName ?? `Norris ${next()}`,
    email: `user${next()}.${randomUUID()}@example.com`,
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

/** Someone who has a User Secret, with the pair of secrets that lets them call the API. */
export async function apiUser(
  home: { organizationId: number; organizationSecret: string },
  accountId: number,
  fields: UserFields = {},
) {
  const { organizationId, organizationSecret } = home
  const userSecret = newToken()
  const made = await user({ organizationId, accountId }, { ...fields, secret: userSecret })
  return { ...made, userSecret, organizationSecret }
}

/** What the API said: its body as JSON, as text where it is none. */
export type ApiResponse = { status: number; headers: Headers; body: unknown }
export type Secrets = { userSecret: string; organizationSecret: string }
export type Api = ReturnType<typeof api>

/** Calls the API in this process: `api('POST /accounts', { externalId: 'A' })`. */
export function api(endpoints: Endpoints, secrets: Secrets) {
  const { userSecret, organizationSecret } = secrets
  const Authorization = `User ${userSecret}, Organization ${organizationSecret}`
  return (call: string, body?: unknown, headers: { [name: string]: string } = {}) =>
    callApi(endpoints, call, body, { Authorization, ...headers })
}

/** The same without secrets; a text is sent as it is, anything else as JSON. */
export async function callApi(
  endpoints: Endpoints,
  call: string,
  body: unknown,
  headers: { [name: string]: string },
): Promise<ApiResponse> {
  const [method = '', path = ''] = call.split(' ')
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const request = new Request(`http://localhost${BASE}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: text }),
  })
  const answer = await dispatch(endpoints, request, origin)
  const said = await answer.text()
  const isJson = answer.headers.get('content-type')?.startsWith('application/json')
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(said) : said }
}

/** Everything that a refused operation must leave as it was, in one comparable text. */
export async function databaseSnapshot(): Promise<string> {
  const [read] = await database().$queryRaw<{ all: string }[]>`
    SELECT json_build_object(
      'organizations', (SELECT json_agg(t ORDER BY t.id) FROM organizations t),
      'accounts', (SELECT json_agg(t ORDER BY t.id) FROM accounts t),
      'users', (SELECT json_agg(t ORDER BY t.id) FROM users t),
      'sessions', (SELECT json_agg(t ORDER BY t.id) FROM sessions t),
      'formerPasswords',
      (SELECT json_agg(t ORDER BY t.user_id, t.replaced_at) FROM former_passwords t),
      'answers', (SELECT json_agg(t ORDER BY t.user_id, t.key_hash) FROM idempotency_keys t),
      'jobs', (SELECT json_agg(t ORDER BY t.id) FROM jobs t),
      'jobRows', (SELECT json_agg(t ORDER BY t.job_id, t.row) FROM job_rows t))::text AS all`
  return read?.all ?? ''
}

/** How often the audit log of this organization noted a refusal. */
export function countDenied(organizationId: number): Promise<number> {
  return database().auditEvent.count({ where: { organizationId, outcome: 'refused' } })
}
