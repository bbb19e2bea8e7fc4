import 'server-only'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { env } from '@/lib/env'

/** 256 random bits for a cookie or an API secret, in base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token: enough to find it, useless to whoever reads the table. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The token of the set-up link: the same on every instance, gone with the first organization. */
export function setupToken(): string {
  return createHmac('sha256', env().AUTH_SECRET).update('setup').digest('base64url').slice(0, 32)
}
