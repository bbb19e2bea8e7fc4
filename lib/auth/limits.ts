import 'server-only'
import { isIPv6 } from 'node:net'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import { hashToken } from '@/lib/auth/tokens'
import { databasePool } from '@/lib/db/client'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { processSingleton } from '@/lib/process-singleton'

const WINDOW_SECONDS = 15 * 60
const GUESSES = 5
const GUESSES_PER_ADDRESS = 100

function limiter(keyPrefix: string, points: number): RateLimiterPostgres {
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
        duration: WINDOW_SECONDS,
      }),
  )
}

/** One guess at the password of a login, from an address; `device` only when it is known. */
type LoginAttempt = Readonly<{ login: string; address: string; device: string | undefined }>

/**
 * Counts one guess before it is verified; refuses when there were too many. A known device has a
 * count of its own, so that nobody else can use up the guesses of the person who owns it.
 */
export async function consumeLoginAttempt({ login, address, device }: LoginAttempt): Promise<void> {
  if (device !== undefined) return consume(limiter('device', GUESSES), pair(login, device))
  await consume(limiter('login', GUESSES), pair(login, networkOf(address)))
  await consume(limiter('address', GUESSES_PER_ADDRESS), hashToken(networkOf(address)))
}

/** After a right guess the count of this login from there begins anew. */
export async function resetLoginAttempts({ login, address, device }: LoginAttempt): Promise<void> {
  if (device !== undefined) await limiter('device', GUESSES).delete(pair(login, device))
  else await limiter('login', GUESSES).delete(pair(login, networkOf(address)))
}

/** Counts one guess of somebody who is signed in at their own current password. */
export async function consumeOwnPasswordAttempt(userId: number): Promise<void> {
  await consume(limiter('own', GUESSES), String(userId))
}

/**
 * Every count that can keep this login out begins anew. The counts of the addresses hold guesses
 * at any login, so whose they are cannot be told; each login still has its own.
 */
export async function resetAllLoginAttempts(login: string, userId: number): Promise<void> {
  const [ofLogin, ofDevices] = [`login:${hashToken(login)}:%`, `device:${hashToken(login)}:%`]
  await databasePool().query(
    `DELETE FROM rate_limits
      WHERE key LIKE $1 OR key LIKE $2 OR key = $3 OR key LIKE 'address:%'`,
    [ofLogin, ofDevices, `own:${userId}`],
  )
}

// Hashed because the key has a length limit and the table need not tell addresses.
function pair(login: string, source: string): string {
  return `${hashToken(login)}:${hashToken(source)}`
}

/** The address as it is counted: of IPv6 the /64, since whoever has one address has them all. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [left = [], right] = plain.split('::').map((half) => half.split(':').filter(Boolean))
  const between = right ? Array<string>(8 - left.length - right.length).fill('0') : []
  const groups = [...left, ...between, ...(right ?? [])].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

// API secrets are too long to guess. These limits only keep one caller from crowding out the
// others, so each instance counts in its own memory.
function limiterPerMinute(keyPrefix: string): RateLimiterMemory {
  const points = env().API_CALLS_PER_MINUTE
  return processSingleton(
    `limiter-${keyPrefix}`,
    () => new RateLimiterMemory({ keyPrefix, points, duration: 60 }),
  )
}

/** Counts one call of the API by this user. */
export async function consumeCall(userId: number): Promise<void> {
  await consume(limiterPerMinute('call'), String(userId))
}

/** Counts one call of the API from this address that was not admitted. */
export async function consumeFailure(address: string): Promise<void> {
  await consume(limiterPerMinute('failure'), address)
}

async function consume(bucket: RateLimiterAbstract, key: string): Promise<void> {
  const refused = await bucket.consume(key).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (refused === undefined) return
  if (!(refused instanceof RateLimiterRes)) throw refused
  const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
  const minutes = Math.max(1, Math.ceil(retryAfter / 60))
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`
  // Only the first refusal of a window is for the audit log: the others would flood it.
  const audited = refused.consumedPoints > bucket.points + 1
  const message = `Too many attempts. Try again in ${wait}.`
  throw new AppError('rate-limited', message, { retryAfter, audited })
}
