import 'server-only'
import { writeAudit } from '@/lib/activity/record'
import { consumeGuess, forgetGuesses } from '@/lib/auth/limits'
import { verifyPassword } from '@/lib/auth/password'
import { signInSchema } from '@/lib/auth/schema'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { AppError } from '@/lib/errors'
import { type Database, type Origin, systemOperation, transaction } from '@/lib/operation'

/** A working day: a session does not outlive it, however busy it is. */
export const SESSION_SECONDS = 12 * 60 * 60

type Candidate = {
  id: number
  organizationId: number
  email: string
  passwordHash: string
  open: boolean
}

/** Begins a session for whoever knows the password; the token is for the cookie alone. */
export const signIn = systemOperation({
  input: signInSchema,
  async run({ db, origin, input }): Promise<{ token: string }> {
    await consumeGuess(input.email, origin.address)
    const user = await candidate(db, input.email)
    const fits = await verifyPassword(user?.passwordHash, input.password)
    if (!user || !fits || !user.open) {
      if (user) await noteRefusal(user, origin)
      throw new AppError('invalid', 'The e-mail address or the password is wrong.')
    }
    const token = await beginSession(user, origin)
    await forgetGuesses(input.email, origin.address)
    return { token }
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
function beginSession(user: Candidate, origin: Origin): Promise<string> {
  return transaction(async (db) => {
    const token = newToken()
    const signedIn = await db.$executeRaw`
      UPDATE users SET last_login_at = now()
       WHERE id = ${user.id} AND active AND password_hash = ${user.passwordHash}`
    if (signedIn === 0)
      throw new AppError('invalid', 'The e-mail address or the password is wrong.')
    await db.session.deleteMany({ where: { userId: user.id, expiresAt: { lt: new Date() } } })
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

function noteRefusal(user: Candidate, origin: Origin): Promise<void> {
  return transaction((db) =>
    writeAudit(db, author(user, origin), [{ ...event(user), outcome: 'refused' }]),
  )
}

function author(user: Candidate, origin: Origin) {
  return { organizationId: user.organizationId, userId: user.id, email: user.email, origin }
}

function event(user: Candidate) {
  return { operation: 'session.signIn', target: { type: 'user' as const, id: user.id } }
}
