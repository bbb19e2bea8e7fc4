import 'server-only'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { hashToken } from '@/lib/auth/tokens'
import { databasePool } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

const WINDOW_SECONDS = 15 * 60
const GUESSES = 5
const GUESSES_PER_ADDRESS = 100

const limiters = new Map<string, RateLimiterPostgres>()

function limiter(keyPrefix: string, points: number): RateLimiterPostgres {
  const known = limiters.get(keyPrefix)
  if (known) return known
  const made = new RateLimiterPostgres({
    storeClient: databasePool(),
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: WINDOW_SECONDS,
  })
  limiters.set(keyPrefix, made)
  return made
}

/** Counts one guess before it is verified; refuses when there were too many. */
export async function consumeGuess(login: string, address: string): Promise<void> {
  await consume(limiter('address', GUESSES_PER_ADDRESS), address)
  await consume(limiter('login', GUESSES), guessKey(login, address))
}

/** After a right guess the count of this login from this address begins anew. */
export async function forgetGuesses(login: string, address: string): Promise<void> {
  await limiter('login', GUESSES).delete(guessKey(login, address))
}

// Hashed because the key has a length limit and the table need not tell addresses.
function guessKey(login: string, address: string): string {
  return hashToken(`${login}|${address}`)
}

async function consume(bucket: RateLimiterPostgres, key: string): Promise<void> {
  const refused = await bucket.consume(key).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (refused === undefined) return
  if (!(refused instanceof RateLimiterRes)) throw refused
  const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
  const minutes = Math.max(1, Math.ceil(retryAfter / 60))
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`
  throw new AppError('rate-limited', `Too many attempts. Try again in ${wait}.`, { retryAfter })
}
