import 'server-only'
import { decryptAtRest, encryptAtRest } from '@/lib/auth/encryption-at-rest'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { removePasskeys } from '@/lib/passkeys/records'
import { hashRecoveryCode, newRecoveryCodes } from '@/lib/second-factor/recovery-codes'
import { findTimeStep } from '@/lib/second-factor/totp'
import type { SecondFactorView } from '@/lib/second-factor/view'

type Factor = { secret: Uint8Array; lastStep: number; seconds: number }

export async function findSecondFactor(
  db: Database,
  userId: number,
): Promise<SecondFactorView | null> {
  const [factor] = await db.$queryRaw<SecondFactorView[]>`
    SELECT created_at AS "createdAt",
           (SELECT count(*)::int FROM recovery_codes WHERE user_id = ${userId}) AS "recoveryCodes"
      FROM second_factors WHERE user_id = ${userId}`
  return factor ?? null
}

/** Uses up the code and returns what it was, or undefined for a wrong one. */
export async function redeemCode(
  db: Database,
  userId: number,
  code: string,
): Promise<'code' | 'recovery code' | undefined> {
  const [factor] = await db.$queryRaw<Factor[]>`
    SELECT secret, last_step AS "lastStep", extract(epoch FROM clock_timestamp())::float8 AS seconds
      FROM second_factors WHERE user_id = ${userId} FOR UPDATE`
  if (!factor) return undefined
  if (!/^\d{6}$/.test(code)) {
    const where = { userId, hash: hashRecoveryCode(code) }
    const { count } = await db.recoveryCode.deleteMany({ where })
    return count > 0 ? 'recovery code' : undefined
  }
  const secret = decryptAtRest('second-factor', factor.secret, userId) ?? unreadable(userId)
  const step = findTimeStep(secret, code, factor.seconds)
  if (step === undefined || step <= factor.lastStep) return undefined
  // Encrypted again, because AUTH_SECRET may have been replaced since.
  const encrypted = encryptAtRest('second-factor', secret, userId)
  await db.$executeRaw`
    UPDATE second_factors SET last_step = ${step}, secret = ${encrypted} WHERE user_id = ${userId}`
  return 'code'
}

function unreadable(userId: number): never {
  log.error({ userId }, 'AUTH_SECRET and AUTH_SECRET_PREVIOUS do not decrypt a second factor')
  const message =
    'The server can no longer check your codes. Use a recovery code, or ask an administrator to reset your second factor.'
  throw new AppError('conflict', message)
}

/** Replaces all recovery codes of a user. Only their hashes are stored. */
export async function replaceRecoveryCodes(db: Database, userId: number): Promise<string[]> {
  const codes = newRecoveryCodes()
  await db.recoveryCode.deleteMany({ where: { userId } })
  await db.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, hash: hashRecoveryCode(code) })),
  })
  return codes
}

/** Returns whether the user had a second factor. */
export async function deleteSecondFactor(db: Database, userId: number): Promise<boolean> {
  await db.secondFactorSetup.deleteMany({ where: { userId } })
  await db.recoveryCode.deleteMany({ where: { userId } })
  const { count } = await db.secondFactor.deleteMany({ where: { userId } })
  return count > 0
}

/** For someone who lost what they sign in with: also removes their passkeys. */
export async function deleteAllFactors(db: Database, userId: number): Promise<boolean> {
  const passkeys = await removePasskeys(db, userId)
  return (await deleteSecondFactor(db, userId)) || passkeys > 0
}
