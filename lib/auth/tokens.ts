import 'server-only'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { env } from '@/lib/env'

/** 256 random bits in base64url, for a cookie or an API secret. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The form in which tokens are stored: it finds the row, but doesn't reveal the token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The token of the set-up link, the same on every instance. */
export function setupToken(): string {
  return createHmac('sha256', env().AUTH_SECRET).update('setup').digest('base64url').slice(0, 32)
}
