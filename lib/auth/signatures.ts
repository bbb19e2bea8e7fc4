import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { authSecrets } from '@/lib/auth/tokens'

/** The first part says what the signature is for. */
type Parts = [purpose: string, ...(string | number)[]]

export function sign(parts: Parts): string {
  const [secret] = authSecrets()
  return signWith(secret, parts)
}

/** Accepts signatures of earlier secrets too. */
export function isSigned(parts: Parts, signature: string): boolean {
  return authSecrets().some((secret) => isEqual(signature, signWith(secret, parts)))
}

function signWith(secret: string, parts: Parts): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url')
}

function isEqual(one: string, two: string): boolean {
  const [actual, expected] = [Buffer.from(one), Buffer.from(two)]
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
