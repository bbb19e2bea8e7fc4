import 'server-only'
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const [IV, TAG] = [12, 16]

/** Encrypts a text with secrets that only its sender has, so the database alone can't reveal it. */
export function encrypt(text: string, secrets: string[]): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secrets), iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body]))
}

export function decrypt(bytes: Uint8Array, secrets: string[]): string {
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(secrets), bytes.subarray(0, IV))
  decipher.setAuthTag(bytes.subarray(IV, IV + TAG))
  const body = decipher.update(bytes.subarray(IV + TAG))
  return Buffer.concat([body, decipher.final()]).toString('utf8')
}

/** Undefined if none of these keys, each a list of secrets, encrypted the bytes. */
export function decryptWithAny(bytes: Uint8Array, keys: string[][]): string | undefined {
  const [secrets, ...others] = keys
  if (!secrets) return undefined
  try {
    return decrypt(bytes, secrets)
  } catch {
    return decryptWithAny(bytes, others)
  }
}

export function keyedFingerprint(texts: string[], secrets: string[]): string {
  return createHmac('sha256', deriveKey(secrets)).update(JSON.stringify(texts)).digest('hex')
}

function deriveKey(secrets: string[]): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', JSON.stringify(secrets), '', 'idempotency', 32))
}
