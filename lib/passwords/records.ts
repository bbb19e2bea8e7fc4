import 'server-only'
import { hashPassword, verifyPassword } from '@/lib/auth/password-hash'
import { withdrawUserSecret } from '@/lib/auth/secrets'
import type { Database } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
import { endLinks } from '@/lib/links/records'
import type { ChangedBy } from '@/lib/mail/templates/parameters'
import { type PasswordContext, whyGuessable } from '@/lib/passwords/guessable'
import {
  defaultPasswordPolicy,
  type PasswordPolicy,
  whyPasswordRejected,
} from '@/lib/passwords/policy'
import { reportPasswordChange } from '@/lib/passwords/report-change'
import { passwordPolicySchema } from '@/lib/passwords/schema'

// The most that a policy can require.
const PASSWORD_HISTORY = 9

type Person = {
  firstName: string
  lastName: string
  email: string
  accountId: number | 'default'
  id?: number
}

export async function newPasswordHash(
  db: Database,
  organizationId: number,
  person: Person,
  password: string,
): Promise<string> {
  const { name, policy } = await readOrganization(db, organizationId)
  const account = await readCustomerName(db, organizationId, person.accountId)
  requireAcceptable(password, { person, organization: name, account }, policy)
  if (person.id !== undefined && policy.previousPasswordCount > 0) {
    await rejectFormerPassword(db, person.id, password, policy.previousPasswordCount)
  }
  return hashPassword(password)
}

/** For the first password of a new organization. */
export function firstPasswordHash(
  organization: string,
  person: Omit<Person, 'accountId'>,
  password: string,
): Promise<string> {
  requireAcceptable(password, { person, organization })
  return hashPassword(password)
}

function requireAcceptable(
  password: string,
  context: PasswordContext,
  policy: PasswordPolicy = defaultPasswordPolicy,
): void {
  const reason =
    whyPasswordRejected(password, context.person, policy) ?? whyGuessable(password, context)
  if (reason) throw fieldError('invalid', 'password', reason)
}

/** Undefined for the default account, whose name is made of that of the organization. */
async function readCustomerName(
  db: Database,
  organizationId: number,
  id: Person['accountId'],
): Promise<string | undefined> {
  if (id === 'default') return undefined
  const where = { id, organizationId, defaultAccount: false }
  const account = await db.account.findFirst({ where, select: { name: true } })
  return account?.name
}

async function rejectFormerPassword(db: Database, userId: number, password: string, count: number) {
  const { passwordHash, formerPasswords } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      passwordHash: true,
      formerPasswords: {
        orderBy: { replacedAt: 'desc' },
        take: count - 1,
        select: { hash: true },
      },
    },
  })
  for (const hash of [passwordHash, ...formerPasswords.map((former) => former.hash)]) {
    if (await verifyPassword(hash, password)) {
      const message = 'You used this password before. Choose another one.'
      throw fieldError('invalid', 'password', message)
    }
  }
}

type NewPassword = {
  passwordHash: string
  mustChangePassword: boolean
  /** Set by someone else than the user. */
  initialPassword: boolean
  changedBy: ChangedBy
  keepSecret?: boolean
}

/**
 * Keeps the old hash, since a policy may forbid its reuse. Ends the User Secret unless `keepSecret`,
 * because someone else who knew the old password may have made it. Ends the user's one-time links,
 * and reports the change to the user by mail. Returns whether it ended a secret.
 */
export async function replacePassword(
  db: Database,
  userId: number,
  { passwordHash, mustChangePassword, initialPassword, changedBy, keepSecret = false }: NewPassword,
): Promise<boolean> {
  await reportPasswordChange(db, userId, changedBy)
  await db.$executeRaw`
    INSERT INTO former_passwords (user_id, hash) SELECT id, password_hash FROM users WHERE id = ${userId}`
  await db.$executeRaw`
    DELETE FROM former_passwords WHERE user_id = ${userId} AND replaced_at NOT IN
      (SELECT replaced_at FROM former_passwords WHERE user_id = ${userId}
        ORDER BY replaced_at DESC LIMIT ${PASSWORD_HISTORY})`
  await db.$executeRaw`
    UPDATE users SET password_hash = ${passwordHash}, must_change_password = ${mustChangePassword},
           initial_password = ${initialPassword}, password_changed_at = now()
     WHERE id = ${userId}`
  await endLinks(db, userId)
  return keepSecret ? false : withdrawUserSecret(db, userId)
}

export async function readPasswordPolicy(
  db: Database,
  organizationId: number,
): Promise<PasswordPolicy> {
  return (await readOrganization(db, organizationId)).policy
}

async function readOrganization(db: Database, id: number) {
  const { name, passwordPolicy } = await db.organization.findUniqueOrThrow({
    where: { id },
    select: { name: true, passwordPolicy: true },
  })
  return { name, policy: parsePasswordPolicy(passwordPolicy) }
}

/** The policy as an organization stores it: null means the default. */
export function parsePasswordPolicy(stored: unknown): PasswordPolicy {
  return stored === null ? defaultPasswordPolicy : passwordPolicySchema.parse(stored)
}
