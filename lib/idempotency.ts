import 'server-only'
import { hashToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'

import { AppError } from '@/lib/errors'

const RETENTION = '24 hours'

/** An answer as it was given: its body is sealed by whoever gave it. */
export type StoredResponse = { status: number; body: Uint8Array<ArrayBuffer> }

/** What tells one request that is sent again from another. */
export type IdempotencyRequest<O> = {
  key: string
  /** A hash of what is asked: the same key for something else is refused. */
  fingerprint: string
  answer(output: O): StoredResponse
}

/** The answer that this caller was given to the same request; waits for one that is under way. */
export async function findStoredResponse<O>(
  db: Database,
  userId: number,
  { key, fingerprint }: IdempotencyRequest<O>,
): Promise<StoredResponse | undefined> {
  const keyHash = hashToken(key)
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${keyHash}, ${userId}::bigint))`
  const [kept] = await db.$queryRaw<(StoredResponse & { fingerprint: string })[]>`
    SELECT fingerprint, status, body FROM idempotency_keys
     WHERE user_id = ${userId} AND key_hash = ${keyHash} AND created_at > now() - ${RETENTION}::interval`
  if (!kept) return undefined
  if (kept.fingerprint === fingerprint) return kept
  throw new AppError(
    'conflict',
    'This Idempotency-Key was used for another request. Use a new one.',
  )
}

/** Keeps an answer for a day, in the transaction of what it answers. */
export async function storeResponse<O>(
  db: Database,
  userId: number,
  { key, fingerprint, answer }: IdempotencyRequest<O>,
  output: O,
): Promise<void> {
  const keyHash = hashToken(key)
  await db.$executeRaw`DELETE FROM idempotency_keys
    WHERE created_at <= now() - ${RETENTION}::interval`
  await db.idempotencyKey.create({
    data: { userId, keyHash, fingerprint, ...answer(output) },
    select: { userId: true },
  })
}
