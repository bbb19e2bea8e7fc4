import 'server-only'
import { decryptAtRest, encryptAtRest } from '@/lib/auth/encryption-at-rest'

// The ID is part of the key, so what was encrypted for one mail is of no use in another.

export function encryptParameters(id: string, parameters: object): Uint8Array<ArrayBuffer> {
  return encryptAtRest('mail', JSON.stringify(parameters), id)
}

/** Undefined if `AUTH_SECRET` was replaced and is not in `AUTH_SECRET_PREVIOUS` either. */
export function decryptParameters(id: string, bytes: Uint8Array): unknown {
  const text = decryptAtRest('mail', bytes, id)
  return text === undefined ? undefined : JSON.parse(text)
}
