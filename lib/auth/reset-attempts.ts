import 'server-only'
import { userSubject } from '@/lib/auth/attempt-windows'
import { hashToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'

/** Resets every count that can lock this user out, except those of networks. */
export async function resetAllLoginAttempts(
  db: Database,
  { login, userId }: { login: string; userId: number },
): Promise<void> {
  for (const subject of [hashToken(login), userSubject(userId)]) {
    await db.$executeRaw`
      WITH lock AS MATERIALIZED (SELECT pg_advisory_xact_lock(3, hashtext(${subject}))),
      windows AS (DELETE FROM rate_limits USING lock WHERE split_part(key, ':', 2) = ${subject})
      DELETE FROM failed_attempts USING lock WHERE subject = ${subject}`
  }
}

/**
 * The same for many users, without waiting for attempts that are being made: one that is counted at
 * the same time leaves a count behind, which nobody can use once its user is deleted.
 */
export async function forgetLoginAttempts(
  db: Database,
  users: { login: string; userId: number }[],
): Promise<void> {
  const subjects = users.flatMap(({ login, userId }) => [hashToken(login), userSubject(userId)])
  await db.$executeRaw`
    WITH windows AS (DELETE FROM rate_limits WHERE split_part(key, ':', 2) = ANY(${subjects}))
    DELETE FROM failed_attempts WHERE subject = ANY(${subjects})`
}

/** Network counts don't say which logins they hold, so they are reset for everyone. */
export async function resetNetworkAttempts(db: Database): Promise<void> {
  await db.$executeRaw`DELETE FROM rate_limits WHERE key LIKE 'address:%'`
}
