import 'server-only'
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const [IV, TAG] = [12, 16]

/** Each purpose has keys of its own, so what was encrypted for one can't be passed off as another. */
export type Purpose = 'idempotency' | 'second-factor' | 'mail' | 'provider'

/** Encrypts a text with secrets that the database doesn't have, so the database can't reveal it. */
export function encrypt(
  purpose: Purpose,
  text: string,
  secrets: string[],
): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', deriveKey(purpose, secrets), iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body]))
}

export function decrypt(purpose: Purpose, bytes: Uint8Array, secrets: string[]): string {
  const key = deriveKey(purpose, secrets)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), {
    authTagLength: TAG,
  })
  decipher.setAuthTag(bytes.subarray(IV, IV + TAG))
  const body = decipher.update(bytes.subarray(IV + TAG))
  return Buffer.concat([body, decipher.final()]).toString('utf8')
}

/** Undefined if none of these keys, each a list of secrets, encrypted the bytes. */
export function decryptWithAny(
  purpose: Purpose,
  bytes: Uint8Array,
  keys: string[][],
): string | undefined {
  const [secrets, ...others] = keys
  if (!secrets) return undefined
  try {
    return decrypt(purpose, bytes, secrets)
  } catch {
    return decryptWithAny(purpose, bytes, others)
  }
}

export function keyedFingerprint(purpose: Purpose, texts: string[], secrets: string[]): string {
  const key = deriveKey(purpose, secrets)
  return createHmac('sha256', key).update(JSON.stringify(texts)).digest('hex')
}

function deriveKey(purpose: Purpose, secrets: string[]): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', JSON.stringify(secrets), '', purpose, 32))
}
