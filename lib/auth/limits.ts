import 'server-only'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import { databasePool } from '@/lib/db/client'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { processSingleton } from '@/lib/process-singleton'

const ATTEMPTS_SECONDS = 15 * 60

/** A limit of attempts in 15 minutes that all instances share. */
export function attemptLimiter(keyPrefix: string, points: number): RateLimiterPostgres {
  return processSingleton(
    `limiter-${keyPrefix}`,
    () =>
      new RateLimiterPostgres({
        storeClient: databasePool(),
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix,
        points,
        duration: ATTEMPTS_SECONDS,
      }),
  )
}

// API secrets are too long to guess. These limits only keep one client from crowding out the
// others, so each instance counts in its own memory.
function apiLimiter(keyPrefix: string): RateLimiterMemory {
  const points = env().API_CALLS_PER_MINUTE
  return processSingleton(
    `limiter-${keyPrefix}`,
    () => new RateLimiterMemory({ keyPrefix, points, duration: 60 }),
  )
}

export function consumeApiCall(userId: number): Promise<void> {
  return consume(apiLimiter('call'), String(userId))
}

export function consumeApiFailure(address: string): Promise<void> {
  return consume(apiLimiter('failure'), address)
}

export async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  const result = await limiter.consume(key).catch((error: unknown) => error)
  if (!(result instanceof RateLimiterRes)) throw result
  if (result.consumedPoints <= limiter.points) return
  const retryAfter = Math.max(1, Math.ceil(result.msBeforeNext / 1000))
  const minutes = Math.ceil(retryAfter / 60)
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`
  throw new AppError('rate-limited', `Too many attempts. Try again in ${wait}.`, {
    retryAfter,
    // One audit row per window is enough.
    audited: result.consumedPoints > limiter.points + 1,
  })
}
