import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'

type TrustedDevice = { id: string; token: string }

export function newTrustedDevice(userId: number): TrustedDevice {
  const id = randomBytes(16).toString('base64url')
  return { id, token: `${id}.${signature(userId, id)}` }
}

export function verifyTrustedDevice(
  userId: number,
  token: string | undefined = '',
): TrustedDevice | undefined {
  const [id = '', signed = ''] = token.split('.')
  const [actual, expected] = [Buffer.from(signed), Buffer.from(signature(userId, id))]
  const isValid = actual.length === expected.length && timingSafeEqual(actual, expected)
  return isValid ? { id, token } : undefined
}

function signature(userId: number, id: string): string {
  const message = JSON.stringify(['device', userId, id])
  return createHmac('sha256', env().AUTH_SECRET).update(message).digest('base64url')
}
