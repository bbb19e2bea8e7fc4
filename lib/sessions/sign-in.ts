import 'server-only'
import { writeAudit } from '@/lib/activity/audit-log'
import { passwordDenial, recordDenialLater } from '@/lib/activity/denials'
import type { Origin } from '@/lib/auth/actor'
import { consumeLoginAttempt, resetLoginAttempts } from '@/lib/auth/login-attempts'
import { hashPassword, needsRehash, verifyPassword } from '@/lib/auth/password-hash'
import { keyedHash } from '@/lib/auth/tokens'
import { newTrustedDevice, verifyTrustedDevice } from '@/lib/auth/trusted-device'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { systemOperation } from '@/lib/operation'
import { createSession } from '@/lib/sessions/records'
import { signInSchema } from '@/lib/sessions/schema'

export type SignedIn = { sessionToken: string; deviceToken: string }

type User = {
  id: number
  organizationId: number
  email: string
  passwordHash: string
  active: boolean
}

export const signIn = systemOperation({
  input: signInSchema,
  async run({ db, origin, input }): Promise<SignedIn> {
    const user = await findUser(db, input.email)
    // An unknown user takes every step as well, so the response time reveals nothing.
    const device = verifyTrustedDevice(user?.id ?? 0, origin.deviceToken)
    const attempt = {
      login: input.email,
      userId: user?.id,
      address: origin.address,
      device: device?.id,
    }
    await consumeLoginAttempt(attempt).catch((error: unknown) => {
      if (error instanceof AppError) auditDenial(user, { origin, login: input.email, error })
      throw error
    })
    const isCorrect = await verifyPassword(user?.passwordHash, input.password)
    const isAllowed = user?.active && isCorrect
    const sessionToken = isAllowed ? await startSession(user, origin, input.password) : undefined
    if (!user || sessionToken === undefined) {
      const error = new AppError('invalid', 'The email address or password is wrong.')
      auditDenial(user, { origin, login: input.email, error })
      throw error
    }
    await resetLoginAttempts(attempt)
    return { sessionToken, deviceToken: (device ?? newTrustedDevice(user.id)).token }
  },
})

async function findUser(db: Database, email: string): Promise<User | undefined> {
  const [user] = await db.$queryRaw<User[]>`
    SELECT u.id, u.organization_id AS "organizationId", u.email,
           u.password_hash AS "passwordHash", u.active AND a.active AS active
      FROM users u JOIN accounts a ON a.id = u.account_id
     WHERE u.email = ${email}`
  return user
}

/** Undefined if the user was deactivated or got another password while this one was verified. */
async function startSession(
  user: User,
  origin: Origin,
  password: string,
): Promise<string | undefined> {
  const { id, passwordHash } = user
  // Only now is the password known, so an old hash is replaced by one that costs more to guess.
  const renewed = needsRehash(passwordHash) ? await hashPassword(password) : passwordHash
  return transaction(async (db) => {
    const updated = await db.$executeRaw`
      UPDATE users SET last_login_at = now(), password_hash = ${renewed}
       WHERE id = ${id} AND active AND password_hash = ${passwordHash}`
    if (updated === 0) return undefined
    const token = await createSession(db, id, origin)
    await writeAudit(db, authorOf(user, origin), [{ ...entryFor(user), outcome: 'done' }])
    return token
  })
}

type Failure = { origin: Origin; login: string; error: AppError }

function auditDenial(user: User | undefined, { origin, login, error }: Failure): void {
  if (user) {
    recordDenialLater(authorOf(user, origin), { ...entryFor(user), ...passwordDenial(error) })
    return
  }
  // No organization has this login, so no audit log can have a row for it.
  const { requestId, address } = origin
  log.warn({ requestId, address, login: keyedHash('login', login) }, 'an unknown login was denied')
}

function authorOf({ id, organizationId, email }: User, origin: Origin) {
  return { organizationId, userId: id, email, origin }
}

function entryFor({ id }: User) {
  return { operation: 'session.signIn', target: { type: 'user' as const, id } }
}
