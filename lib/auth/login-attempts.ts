import 'server-only'
import { isIPv6 } from 'node:net'
import { attemptLimiter, consume } from '@/lib/auth/limits'
import { hashToken } from '@/lib/auth/tokens'
import { databasePool } from '@/lib/db/client'
import { SQL } from '@/lib/db/sql'

const ATTEMPTS = 5
const ATTEMPTS_PER_ADDRESS = 100

type LoginAttempt = Readonly<{ login: string; address: string; device: string | undefined }>

const deviceLimiter = () => attemptLimiter('device', ATTEMPTS)
const loginLimiter = () => attemptLimiter('login', ATTEMPTS)
const addressLimiter = () => attemptLimiter('address', ATTEMPTS_PER_ADDRESS)
const ownPasswordLimiter = () => attemptLimiter('own', ATTEMPTS)

/**
 * Counts an attempt before its password is verified. A trusted device has its own count, so
 * strangers can't use up the attempts of its owner.
 */
export async function consumeLoginAttempt({ login, address, device }: LoginAttempt): Promise<void> {
  if (device !== undefined) return consume(deviceLimiter(), keyFor(login, device))
  const network = networkOf(address)
  await consume(loginLimiter(), keyFor(login, network))
  await consume(addressLimiter(), hashToken(network))
}

export async function resetLoginAttempts({ login, address, device }: LoginAttempt): Promise<void> {
  if (device !== undefined) await deviceLimiter().delete(keyFor(login, device))
  // The count of the address stays, because it covers other logins too.
  else await loginLimiter().delete(keyFor(login, networkOf(address)))
}

export function consumeOwnPasswordAttempt(userId: number): Promise<void> {
  return consume(ownPasswordLimiter(), String(userId))
}

/**
 * Resets every count that can lock this user out. An address count doesn't say which logins it
 * holds, so all of them are reset. The count of each login remains.
 */
export async function resetAllLoginAttempts(login: string, userId: number): Promise<void> {
  await databasePool().query(
    `DELETE FROM rate_limits
      WHERE key LIKE $1 OR key LIKE $2 OR key = $3 OR key LIKE 'address:%'`,
    [`login:${hashToken(login)}:%`, `device:${hashToken(login)}:%`, `own:${userId}`],
  )
}

/**
 * `FROM rate_limits …`: the networks and devices from which wrong passwords have used up the
 * attempts of this login, so that for up to 15 minutes the right one doesn't help there.
 */
export function blockedSources(login: SQL.Sql): SQL.Sql {
  // The index rate_limits_by_login has the second part of the key.
  return SQL.sql`FROM rate_limits
     WHERE split_part(key, ':', 2) = encode(sha256(convert_to(${login}, 'UTF8')), 'hex')
       AND split_part(key, ':', 1) IN ('login', 'device')
       AND points >= ${ATTEMPTS} AND expire > extract(epoch FROM now()) * 1000`
}

// Hashed, because keys have a maximum length and the table shouldn't reveal addresses.
function keyFor(login: string, source: string): string {
  return `${hashToken(login)}:${hashToken(source)}`
}

/** The /64 of an IPv6 address, because its owner can use every address in it. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [left = [], right] = plain.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = right ? Array<string>(8 - left.length - right.length).fill('0') : []
  const groups = [...left, ...zeros, ...(right ?? [])].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
