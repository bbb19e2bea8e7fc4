import 'server-only'
import { TICKET_SECONDS } from '@/lib/auth/cookies'
import { hashToken, newToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'

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
