import 'server-only'
import { TICKET_SECONDS } from '@/lib/auth/cookies'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { type Database, SQL } from '@/lib/db/sql'
import type { SignInUser } from '@/lib/sessions/start-session'

/** For a user who has given the right password and still owes the second factor. */
export async function createTicket(
  db: Database,
  { id, passwordHash }: { id: number; passwordHash: string },
): Promise<string> {
  await db.$executeRaw`DELETE FROM sign_in_tickets WHERE expires_at < now()`
  const token = newToken()
  await db.$executeRaw`
    INSERT INTO sign_in_tickets (id, user_id, password_hash, expires_at)
    VALUES (${hashToken(token)}, ${id}, ${passwordHash},
            now() + make_interval(secs => ${TICKET_SECONDS}::int))`
  return token
}

/** Undefined if the ticket was used up, or its user has been deactivated or got another password. */
export async function findTicket(
  db: Database,
  token: string | undefined,
): Promise<SignInUser | undefined> {
  return readTicket(db, token, SQL.empty)
}

/** Also locks the user, so that another password comes either before or after the sign-in. */
export async function lockTicket(
  db: Database,
  token: string | undefined,
): Promise<SignInUser | undefined> {
  return readTicket(db, token, SQL.sql`FOR UPDATE OF u`)
}

/** Returns whether the ticket was still there. */
export async function consumeTicket(
  db: Database,
  token: string | undefined = '',
): Promise<boolean> {
  const { count } = await db.signInTicket.deleteMany({ where: { id: hashToken(token) } })
  return count > 0
}

async function readTicket(
  db: Database,
  token: string | undefined = '',
  lock: SQL.Sql,
): Promise<SignInUser | undefined> {
  const [user] = await db.$queryRaw<SignInUser[]>`
    SELECT u.id, u.organization_id AS "organizationId", u.email
      FROM sign_in_tickets t JOIN users u ON u.id = t.user_id JOIN accounts a ON a.id = u.account_id
     WHERE t.id = ${hashToken(token)} AND t.expires_at > now()
       AND t.password_hash = u.password_hash AND u.active AND a.active ${lock}`
  return user
}
