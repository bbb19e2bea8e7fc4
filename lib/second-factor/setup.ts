import 'server-only'
import { decryptAtRest, encryptAtRest } from '@/lib/auth/encryption-at-rest'
import type { Database } from '@/lib/db/sql'
import { findTimeStep, newTotpSecret } from '@/lib/second-factor/totp'

/** Replaces a secret that the user was shown and hasn't confirmed. */
export async function startSetup(db: Database, userId: number): Promise<void> {
  const secret = encryptAtRest('second-factor', newTotpSecret(), userId)
  await db.$executeRaw`
    INSERT INTO second_factor_setups (user_id, secret) VALUES (${userId}, ${secret})
    ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = now()`
}

/** The secret of a setup that began in the last hour. */
export async function findSetupSecret(db: Database, userId: number): Promise<string | undefined> {
  const [setup] = await db.$queryRaw<{ secret: Uint8Array }[]>`
    SELECT secret FROM second_factor_setups
     WHERE user_id = ${userId} AND created_at > now() - interval '1 hour'`
  return setup && decryptAtRest('second-factor', setup.secret, userId)
}

/** Makes the authenticator app the user's second factor, if the code is right. */
export async function confirmSetup(
  db: Database,
  userId: number,
  { secret, code }: { secret: string; code: string },
): Promise<boolean> {
  const [clock] = await db.$queryRaw<{ seconds: number }[]>`
    SELECT extract(epoch FROM clock_timestamp())::float8 AS seconds`
  const step = findTimeStep(secret, code, clock?.seconds ?? 0)
  if (step === undefined) return false
  const encrypted = encryptAtRest('second-factor', secret, userId)
  await db.$executeRaw`
    INSERT INTO second_factors (user_id, secret, last_step) VALUES (${userId}, ${encrypted}, ${step})
    ON CONFLICT (user_id) DO UPDATE SET
      secret = excluded.secret, last_step = excluded.last_step, created_at = now()`
  await db.secondFactorSetup.deleteMany({ where: { userId } })
  return true
}
