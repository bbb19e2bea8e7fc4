import 'server-only'
import { decryptWithAny, encrypt } from '@/lib/auth/encryption'
import { authSecrets } from '@/lib/auth/tokens'

// The ID is part of the key, so what was encrypted for one mail is of no use in another.

export function encryptParameters(id: string, parameters: object): Uint8Array<ArrayBuffer> {
  const [secret] = authSecrets()
  return encrypt(JSON.stringify(parameters), [secret, 'mail', id])
}

/** Undefined if `AUTH_SECRET` was replaced and is not in `AUTH_SECRET_PREVIOUS` either. */
export function decryptParameters(id: string, bytes: Uint8Array): unknown {
  const keys = authSecrets().map((secret) => [secret, 'mail', id])
  const text = decryptWithAny(bytes, keys)
  return text === undefined ? undefined : JSON.parse(text)
}
