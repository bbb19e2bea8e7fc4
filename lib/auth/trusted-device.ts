import 'server-only'
import { randomBytes } from 'node:crypto'
import { isSigned, sign } from '@/lib/auth/signatures'

type TrustedDevice = { id: string; token: string }

export function newTrustedDevice(userId: number): TrustedDevice {
  return trustedDevice(userId, randomBytes(16).toString('base64url'))
}

/** Returns a token of the current secret, also if an earlier one signed the given token. */
export function verifyTrustedDevice(
  userId: number,
  token: string | undefined = '',
): TrustedDevice | undefined {
  const [id = '', signature = ''] = token.split('.')
  return isSigned(['device', userId, id], signature) ? trustedDevice(userId, id) : undefined
}

function trustedDevice(userId: number, id: string): TrustedDevice {
  return { id, token: `${id}.${sign(['device', userId, id])}` }
}
