import 'server-only'
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const [IV, TAG] = [12, 16]

/** Encrypts a text with what only its sender knows, so that whoever reads the table cannot. */
export function encrypt(text: string, secrets: string[]): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secrets), iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body]))
}

/** The text that was sealed with the same secrets. */
export function decrypt(bytes: Uint8Array, secrets: string[]): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secrets), bytes.subarray(0, IV))
  decipher.setAuthTag(bytes.subarray(IV, IV + TAG))
  const body = decipher.update(bytes.subarray(IV + TAG))
  return Buffer.concat([body, decipher.final()]).toString('utf8')
}

/** Tells texts apart without giving away anything of them to who does not know the secrets. */
export function keyedFingerprint(texts: string[], secrets: string[]): string {
  return createHmac('sha256', keyOf(secrets)).update(JSON.stringify(texts)).digest('hex')
}

function keyOf(secrets: string[]): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', JSON.stringify(secrets), '', 'idempotency', 32))
}
