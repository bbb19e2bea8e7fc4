import 'server-only'
import { decryptWithAny, encrypt, type Purpose } from '@/lib/auth/encryption'
import { authSecrets } from '@/lib/auth/tokens'

/**
 * Encrypts a text with `AUTH_SECRET`, for a column of the database. Only the same `owner`, such as
 * the ID of the row's user, decrypts it, so a copy in another row is of no use.
 */
export function encryptAtRest(
  purpose: Purpose,
  text: string,
  owner: string | number,
): Uint8Array<ArrayBuffer> {
  const [secret] = authSecrets()
  return encrypt(purpose, text, [secret, String(owner)])
}

/** Undefined if `AUTH_SECRET` was replaced and is not in `AUTH_SECRET_PREVIOUS` either. */
export function decryptAtRest(
  purpose: Purpose,
  bytes: Uint8Array,
  owner: string | number,
): string | undefined {
  const keys = authSecrets().map((secret) => [secret, String(owner)])
  return decryptWithAny(purpose, bytes, keys)
}
