import 'server-only'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { env } from '@/lib/env'

// 256 bits: too many to guess.
const TOKEN_BYTES = 32

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** The form in which tokens are stored: it finds the row, but doesn't reveal the token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The current secret, which signs and encrypts, and the earlier ones, which still verify. */
export function authSecrets(): [string, ...string[]] {
  const { AUTH_SECRET, AUTH_SECRET_PREVIOUS } = env()
  return [AUTH_SECRET, ...AUTH_SECRET_PREVIOUS]
}

export function setupToken(): string {
  return createHmac('sha256', env().AUTH_SECRET).update('setup').digest('base64url').slice(0, 32)
}

/** For the log: the same text has the same hash, but nobody without the secret can look for it. */
export function keyedHash(purpose: string, text: string): string {
  const message = JSON.stringify([purpose, text])
  return createHmac('sha256', env().AUTH_SECRET).update(message).digest('base64url')
}
