import { randomUUID } from 'node:crypto'
import { type Actor, actorOfSession, type Origin } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { createOrganization } from '@/lib/organization/commands'
import { fold } from '@/lib/text'
import { searchKey } from '@/lib/users/view'

export const origin: Origin = { address: '192.0.2.1', requestId: 'test', userAgent: 'test' }
export const PASSWORD = 'Correct-horse-7'

let count = 0
const next = () => String(++count)

/** An organization made as a person would make it, with its administrator signed in. */
export async function organization(name = `Organization ${next()}`) {
  const email = `founder${next()}.${randomUUID()}@example.com`
  const founded = await createOrganization(origin, {
    ...{ name, firstName: 'Ada', lastName: 'Founder', email, password: PASSWORD },
  })
  return { ...founded, name, email, admin: await signedIn(founded.userId) }
}

/** A session of this user, as after signing in. */
export async function sessionToken(userId: number): Promise<string> {
  const token = newToken()
  const expiresAt = new Date(Date.now() + 3_600_000)
  await database().session.create({
    data: { id: hashToken(token), userId, expiresAt, address: 'test', userAgent: 'test' },
  })
  return token
}

export async function signedIn(userId: number): Promise<Actor> {
  const actor = await actorOfSession(await sessionToken(userId), origin)
  if (!actor) throw new Error(`user ${userId} cannot sign in`)
  return actor
}

export async function account(
  organizationId: number,
  fields: { name?: string; active?: boolean } = {},
) {
  const name = fields.name ?? `Account ${next()}`
  return database().account.create({
    data: {
      ...{ organizationId, name, nameKey: fold(name), externalId: randomUUID() },
      active: fields.active ?? true,
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
      ...{ organizationId, accountId, ...person, searchKey: searchKey(person) },
      passwordHash: fields.passwordHash ?? NO_PASSWORD,
      orgAdmin: fields.orgAdmin ?? false,
      accountAdmin: fields.accountAdmin ?? false,
      active: fields.active ?? true,
      mustChangePassword: fields.mustChangePassword ?? false,
    },
  })
}

/** Everything that a refused operation must leave as it was, in one comparable text. */
export async function everything(): Promise<string> {
  const db = database()
  const [organizations, accounts, users, sessions] = await Promise.all([
    db.organization.findMany({ orderBy: { id: 'asc' } }),
    db.account.findMany({ orderBy: { id: 'asc' } }),
    db.user.findMany({ orderBy: { id: 'asc' } }),
    db.session.findMany({ orderBy: { id: 'asc' } }),
  ])
  return JSON.stringify({ organizations, accounts, users, sessions })
}
