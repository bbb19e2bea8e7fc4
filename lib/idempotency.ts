import 'server-only'
import { hashToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'

const RETENTION = '24 hours'

/** The body is encrypted by the transport, which alone knows the key. */
type StoredResponse = { status: number; body: Uint8Array<ArrayBuffer> }

export type IdempotencyRequest<O> = {
  key: string
  /** A hash of the request: the same key with a different request is a conflict. */
  fingerprint: string
  toResponse(output: O): StoredResponse
}

export type IdempotentResult<O> = { output: O } | { stored: StoredResponse }

/**
 * Runs `run` unless this user's request with the same key has run before; then returns the
 * response stored then. It is stored in the transaction of the change itself.
 */
export async function runIdempotent<O>(
  db: Database,
  userId: number,
  request: IdempotencyRequest<O>,
  run: () => Promise<O>,
): Promise<IdempotentResult<O>> {
  const keyHash = hashToken(request.key)
  const stored = await findStoredResponse(db, userId, keyHash, request.fingerprint)
  if (stored) return { stored }
  const output = await run()
  const { fingerprint } = request
  const { status, body } = request.toResponse(output)
  await db.$executeRaw`DELETE FROM idempotency_keys
    WHERE created_at <= now() - ${RETENTION}::interval`
  await db.idempotencyKey.create({
    data: { userId, keyHash, fingerprint, status, body },
    select: { userId: true },
  })
  return { output }
}

// Waits for the same request while another transaction is running it.
async function findStoredResponse(
  db: Database,
  userId: number,
  keyHash: string,
  fingerprint: string,
): Promise<StoredResponse | undefined> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${keyHash}, ${userId}::bigint))`
  const [stored] = await db.$queryRaw<(StoredResponse & { fingerprint: string })[]>`
    SELECT fingerprint, status, body FROM idempotency_keys
     WHERE user_id = ${userId} AND key_hash = ${keyHash}
       AND created_at > now() - ${RETENTION}::interval`
  if (!stored) return undefined
  if (stored.fingerprint === fingerprint) return stored
  const message = 'This Idempotency-Key was used for a different request. Use a new key.'
  throw new AppError('conflict', message)
}
