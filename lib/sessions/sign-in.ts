import 'server-only'
import { writeAudit } from '@/lib/activity/audit-log'
import { recordDenialLater } from '@/lib/activity/denials'
import type { Origin } from '@/lib/auth/actor'
import { SESSION_SECONDS } from '@/lib/auth/cookies'
import { consumeLoginAttempt, resetLoginAttempts } from '@/lib/auth/limits'
import { verifyPassword } from '@/lib/auth/password-hash'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { createTrustedDeviceToken, verifyTrustedDeviceToken } from '@/lib/auth/trusted-device'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { systemOperation } from '@/lib/operation'
import { signInSchema } from '@/lib/sessions/schema'

const SESSIONS_PER_USER = 20

/** What the browser keeps: the token of the session, and the mark that makes its device known. */
export type SignedIn = { token: string; device: string }

type Candidate = {
  id: number
  organizationId: number
  email: string
  passwordHash: string
  open: boolean
}

/** Begins a session for whoever knows the password; what it returns is for cookies alone. */
export const signIn = systemOperation({
  input: signInSchema,
  async run({ db, origin, input }): Promise<SignedIn> {
    const user = await candidate(db, input.email)
    // For nobody as for somebody, because the time it takes must not tell them apart.
    const device = verifyTrustedDeviceToken(user?.id ?? 0, origin.device)
    const guess = { login: input.email, address: origin.address, device }
    await consumeLoginAttempt(guess).catch((error: unknown) => {
      if (error instanceof AppError && !error.audited) noteRefusal(user, origin, error)
      throw error
    })
    const fits = await verifyPassword(user?.passwordHash, input.password)
    const token = user?.open && fits ? await beginSession(user, origin) : undefined
    if (!user || token === undefined) {
      const wrong = new AppError('invalid', 'The email address or password is wrong.')
      noteRefusal(user, origin, wrong)
      throw wrong
    }
    await resetLoginAttempts(guess)
    const mark = device === undefined ? undefined : origin.device
    return { token, device: mark ?? createTrustedDeviceToken(user.id) }
  },
})

async function candidate(db: Database, email: string): Promise<Candidate | undefined> {
  const [found] = await db.$queryRaw<Candidate[]>`
    SELECT u.id, u.organization_id AS "organizationId", u.email,
           u.password_hash AS "passwordHash", u.active AND a.active AS open
      FROM users u JOIN accounts a ON a.id = u.account_id
     WHERE u.email = ${email}`
  return found
}

// The user's row is locked: a deactivation that commits first leaves nothing to sign in to.
function beginSession(user: Candidate, origin: Origin): Promise<string | undefined> {
  return transaction(async (db) => {
    const signedIn = await db.$executeRaw`
      UPDATE users SET last_login_at = now()
       WHERE id = ${user.id} AND active AND password_hash = ${user.passwordHash}`
    if (signedIn === 0) return undefined
    await makeRoom(db, user.id)
    const token = newToken()
    await db.session.create({
      data: {
        id: hashToken(token),
        userId: user.id,
        expiresAt: new Date(Date.now() + SESSION_SECONDS * 1000),
        address: origin.address,
        userAgent: origin.userAgent,
      },
      select: { id: true },
    })
    await writeAudit(db, author(user, origin), [{ ...event(user), outcome: 'done' }])
    return token
  })
}

/** Leaves of a user's sessions the newest, so that there is room for one more. */
async function makeRoom(db: Database, userId: number): Promise<void> {
  await db.$executeRaw`
    DELETE FROM sessions WHERE user_id = ${userId} AND (expires_at < now() OR id NOT IN
      (SELECT id FROM sessions WHERE user_id = ${userId} AND expires_at >= now()
        ORDER BY created_at DESC, id LIMIT ${SESSIONS_PER_USER - 1}))`
}

function noteRefusal(user: Candidate | undefined, origin: Origin, { message }: AppError): void {
  if (!user) return
  recordDenialLater(author(user, origin), { ...event(user), detail: { reason: message } })
}

function author(user: Candidate, origin: Origin) {
  return { organizationId: user.organizationId, userId: user.id, email: user.email, origin }
}

function event(user: Candidate) {
  return { operation: 'session.signIn', target: { type: 'user' as const, id: user.id } }
}
