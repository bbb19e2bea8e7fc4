import 'server-only'
import { passwordDenial, recordDenialLater } from '@/lib/activity/denials'
import type { Origin } from '@/lib/auth/actor'
import { consumeLoginAttempt, resetLoginAttempts } from '@/lib/auth/login-attempts'
import { initialPasswordExpired } from '@/lib/auth/password-expiry'
import { hashPassword, needsRehash, verifyPassword } from '@/lib/auth/password-hash'
import { needsSecondStep } from '@/lib/auth/second-factor'
import { keyedHash } from '@/lib/auth/tokens'
import { verifyTrustedDevice } from '@/lib/auth/trusted-device'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { systemOperation } from '@/lib/operation'
import { signInSchema } from '@/lib/sessions/schema'
import {
  authorOf,
  entryFor,
  requireOwnSignIn,
  type SignedIn,
  type SignInUser,
  startSession,
} from '@/lib/sessions/start-session'
import { createTicket } from '@/lib/sessions/tickets'

/** With a second factor, the password gets the user only a ticket for the next step. */
type SecondStep = { ticket: string }

type User = SignInUser & { passwordHash: string; passwordChangedAt: Date; active: boolean }

export const signIn = systemOperation({
  input: signInSchema,
  async run({ db, origin, input }): Promise<SignedIn | SecondStep> {
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
    const result = isAllowed ? await acceptPassword(user, origin, input.password) : undefined
    if (!result) {
      const error = new AppError('invalid', 'The email address or password is wrong.')
      auditDenial(user, { origin, login: input.email, error })
      throw error
    }
    await resetLoginAttempts(attempt)
    return result
  },
})

async function findUser(db: Database, email: string): Promise<User | undefined> {
  const [user] = await db.$queryRaw<User[]>`
    SELECT u.id, u.organization_id AS "organizationId", u.email,
           u.password_hash AS "passwordHash", u.password_changed_at AS "passwordChangedAt",
           u.active AND a.active AND NOT ${initialPasswordExpired} AS active
      FROM users u JOIN accounts a ON a.id = u.account_id
     WHERE u.email = ${email}`
  return user
}

/** Undefined if the user was deactivated or got another password while this one was verified. */
async function acceptPassword(
  user: User,
  origin: Origin,
  password: string,
): Promise<SignedIn | SecondStep | undefined> {
  const { id, passwordHash: verified, passwordChangedAt } = user
  // Only now is the password known, so an old hash is replaced by one that costs more to guess.
  const renewed = needsRehash(verified) ? await hashPassword(password) : verified
  return transaction(async (db) => {
    // Another sign-in may have renewed the hash of the same password.
    const [updated] = await db.$queryRaw<{ passwordHash: string }[]>`
      UPDATE users
         SET password_hash = CASE password_hash WHEN ${verified} THEN ${renewed} ELSE password_hash END
       WHERE id = ${id} AND active AND password_changed_at = ${passwordChangedAt}
      RETURNING password_hash AS "passwordHash"`
    if (!updated) return undefined
    const { passwordHash } = updated
    await requireOwnSignIn(db, user, origin)
    if (await owesSecondFactor(db, id))
      return { ticket: await createTicket(db, { id, passwordHash }) }
    return startSession(db, user, origin, { method: 'password' })
  })
}

async function owesSecondFactor(db: Database, id: number): Promise<boolean> {
  const [row] = await db.$queryRaw<{ needed: boolean }[]>`
    SELECT ${needsSecondStep()} AS needed
      FROM users u JOIN accounts a ON a.id = u.account_id JOIN organizations o ON o.id = u.organization_id
     WHERE u.id = ${id}`
  return row?.needed ?? true
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
