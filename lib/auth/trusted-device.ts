import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { authSecrets } from '@/lib/auth/tokens'

type TrustedDevice = { id: string; token: string }

export function newTrustedDevice(userId: number): TrustedDevice {
  return sign(userId, randomBytes(16).toString('base64url'))
}

/** Returns a token of the current secret, also if an earlier one signed the given token. */
export function verifyTrustedDevice(
  userId: number,
  token: string | undefined = '',
): TrustedDevice | undefined {
  const [id = '', signed = ''] = token.split('.')
  const isValid = authSecrets().some((secret) => isEqual(signed, signature(secret, userId, id)))
  return isValid ? sign(userId, id) : undefined
}

function sign(userId: number, id: string): TrustedDevice {
  const [secret] = authSecrets()
  return { id, token: `${id}.${signature(secret, userId, id)}` }
}

function signature(secret: string, userId: number, id: string): string {
  const message = JSON.stringify(['device', userId, id])
  return createHmac('sha256', secret).update(message).digest('base64url')
}

function isEqual(one: string, two: string): boolean {
  const [actual, expected] = [Buffer.from(one), Buffer.from(two)]
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
