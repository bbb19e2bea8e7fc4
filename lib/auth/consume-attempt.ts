import 'server-only'
import { database } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

const WINDOW_SECONDS = 15 * 60

/** NIST SP 800-63B, section 3.2.2. */
export const MAX_IN_A_ROW = 100

/** At most `limit` attempts in 15 minutes or another period. */
export type WindowLimit = { key: string; limit: number }

/** At most `MAX_IN_A_ROW` attempts until one succeeds. */
type RowLimit = {
  subject: string
  source: string
  userId: number | undefined
  network: string
  /** Shown once there were too many. */
  lockedMessage: string
}

type Result = { outcome: 'counted' | 'limited' | 'locked'; seconds: number }

/** Counts an attempt, or throws `rate-limited` and counts nothing. */
export async function consumeAttempt(
  windows: WindowLimit[],
  row?: RowLimit,
  windowSeconds = WINDOW_SECONDS,
): Promise<void> {
  const keys = windows.map(({ key }) => key)
  const limits = windows.map(({ limit }) => limit)
  const [result] = await database().$queryRaw<Result[]>`
    SELECT outcome, seconds FROM consume_attempt(
      ${keys}::text[], ${limits}::int[], ${windowSeconds}::int,
      ${row?.subject ?? null}::text, ${row?.source ?? null}::text, ${MAX_IN_A_ROW}::int,
      ${row?.userId ?? null}::int, ${row?.network ?? null}::text)`
  if (result?.outcome === 'locked') throw new AppError('rate-limited', row?.lockedMessage ?? '')
  if (result?.outcome === 'limited') throw tooManyAttempts(result.seconds)
}

export function tooManyAttempts(seconds: number): AppError {
  const minutes = Math.ceil(seconds / 60)
  const wait = minutes <= 1 ? 'a minute' : `${minutes} minutes`
  const message = `Too many attempts. Try again in ${wait}.`
  return new AppError('rate-limited', message, { retryAfter: Math.max(1, seconds) })
}
