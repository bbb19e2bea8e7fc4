import 'server-only'
import { CODE_ATTEMPTS } from '@/lib/auth/code-attempts'
import { MAX_IN_A_ROW } from '@/lib/auth/consume-attempt'
import { LOGIN_ATTEMPTS } from '@/lib/auth/login-attempts'
import { SQL } from '@/lib/db/sql'

// As in the index rate_limits_by_login.
const loginOfKey = SQL.sql`split_part(key, ':', 2)`

// The fourth part of the key is the factor of a network.
const isUsedUp = SQL.sql`split_part(key, ':', 1) IN ('login', 'device', 'code')
  AND points >= CASE split_part(key, ':', 1) WHEN 'code' THEN ${CODE_ATTEMPTS}
    ELSE ${LOGIN_ATTEMPTS} * coalesce(nullif(split_part(key, ':', 4), '')::int, 1) END
  AND expire > extract(epoch FROM now()) * 1000`

/**
 * `FROM rate_limits …`: the networks and devices from which wrong passwords or codes have used up
 * the attempts of this login, so that for up to 15 minutes the right ones don't help there.
 */
export function blockedSources(login: SQL.Sql): SQL.Sql {
  return SQL.sql`FROM rate_limits WHERE ${loginOfKey} = ${hashOf(login)} AND ${isUsedUp}`
}

/** The hashes of all logins that wrong passwords or codes block or lock, as an array. */
export const blockedLogins = SQL.sql`ARRAY(
  SELECT ${loginOfKey} FROM rate_limits WHERE ${isUsedUp}
   UNION SELECT subject FROM failed_attempts WHERE attempts >= ${MAX_IN_A_ROW})`

/** `FROM failed_attempts …`: from where too many wrong passwords or codes in a row lock this login. */
export function lockedSources(login: SQL.Sql): SQL.Sql {
  return SQL.sql`FROM failed_attempts
     WHERE subject = ${hashOf(login)} AND attempts >= ${MAX_IN_A_ROW}`
}

/** `FROM failed_attempts …`: from where wrong passwords and codes of this login came since its last success. */
export function failedSources(login: SQL.Sql): SQL.Sql {
  return SQL.sql`FROM failed_attempts WHERE subject = ${hashOf(login)}`
}

function hashOf(login: SQL.Sql): SQL.Sql {
  return SQL.sql`encode(sha256(convert_to(${login}, 'UTF8')), 'hex')`
}
