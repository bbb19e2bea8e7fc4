import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { tooManyAttempts } from '@/lib/auth/consume-attempt'
import { networksOf } from '@/lib/auth/networks'
import { env } from '@/lib/env'
import { processSingleton } from '@/lib/process-singleton'

// API secrets are too long to guess. These limits only keep one client from crowding out the
// others, so each instance counts in its own memory.
function apiLimiter(keyPrefix: string, factor = 1): RateLimiterMemory {
  const points = env().API_CALLS_PER_MINUTE * factor
  return processSingleton(
    `limiter-${keyPrefix}-${factor}`,
    () => new RateLimiterMemory({ keyPrefix, points, duration: 60 }),
  )
}

export function consumeApiCall(userId: number): Promise<void> {
  return consume(apiLimiter('call'), String(userId))
}

/** The widest network is first, so that a refused call adds no count for its narrower ones. */
export async function consumeApiFailure(address: string): Promise<void> {
  for (const { cidr, factor } of networksOf(address).toReversed()) {
    await consume(apiLimiter('failure', factor), cidr)
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  const result = await limiter.consume(key).catch((error: unknown) => error)
  if (!(result instanceof RateLimiterRes)) throw result
  if (result.consumedPoints <= limiter.points) return
  const seconds = Math.ceil(result.msBeforeNext / 1000)
  throw tooManyAttempts(seconds)
}
