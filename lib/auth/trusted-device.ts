import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'

/** The mark of a device that this user signed in with; it says nothing about either. */
export function createTrustedDeviceToken(userId: number): string {
  const id = randomBytes(16).toString('base64url')
  return `${id}.${signature(userId, id)}`
}

/** The id of the device, if this very user was signed in with it before. */
export function verifyTrustedDeviceToken(
  userId: number,
  mark: string | undefined,
): string | undefined {
  const [id = '', signed = ''] = (mark ?? '').split('.')
  const [given, expected] = [Buffer.from(signed), Buffer.from(signature(userId, id))]
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined
}

function signature(userId: number, id: string): string {
  const what = JSON.stringify(['device', userId, id])
  return createHmac('sha256', env().AUTH_SECRET).update(what).digest('base64url')
}
