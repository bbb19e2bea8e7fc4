import 'server-only'
import { hashToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'

const RETENTION = '24 hours'

/** The body is encrypted by the transport, which alone knows the key. */
type StoredResponse = { status: number; body: Uint8Array<ArrayBuffer> }

export type IdempotencyRequest<O> = {
  key: string
  /** A hash of the request. */
  fingerprint: string
  /** The same with earlier secrets. */
  earlierFingerprints?: string[]
  toResponse(output: O): StoredResponse
}

/** `isSameRequest` is false if the key was first used for a different request. */
type EarlierResponse = { stored: StoredResponse; isSameRequest: boolean }

export type IdempotentResult<O> = { output: O } | EarlierResponse

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
  // Waits for the same request while another transaction is running it.
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${keyHash}, ${userId}::bigint))`
  const earlier = await findEarlierResponse(db, userId, request)
  if (earlier) return earlier
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

export async function findEarlierResponse(
  db: Database,
  userId: number,
  request: Omit<IdempotencyRequest<never>, 'toResponse'>,
): Promise<EarlierResponse | undefined> {
  const [row] = await db.$queryRaw<(StoredResponse & { fingerprint: string })[]>`
    SELECT fingerprint, status, body FROM idempotency_keys
     WHERE user_id = ${userId} AND key_hash = ${hashToken(request.key)}
       AND created_at > now() - ${RETENTION}::interval`
  if (!row) return undefined
  const { status, body, fingerprint } = row
  const fingerprints = [request.fingerprint, ...(request.earlierFingerprints ?? [])]
  return { stored: { status, body }, isSameRequest: fingerprints.includes(fingerprint) }
}
