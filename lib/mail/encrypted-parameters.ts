import 'server-only'
import { decryptWithAny, encrypt } from '@/lib/auth/encryption'
import { authSecrets } from '@/lib/auth/tokens'
import type {
  MailParameters,
  MailTemplate,
  StoredParameters,
} from '@/lib/mail/templates/parameters'

export type Recipient = { firstName: string; organization: string }

// The ID is part of the key, so what was encrypted for one mail is of no use in another.

export function encryptParameters<T extends MailTemplate>(
  id: string,
  parameters: MailParameters[T] & Recipient,
): Uint8Array<ArrayBuffer> {
  const [secret] = authSecrets()
  return encrypt(JSON.stringify(parameters), [secret, 'mail', id])
}

/** Undefined if `AUTH_SECRET` was replaced and is not in `AUTH_SECRET_PREVIOUS` either. */
export function decryptParameters<T extends MailTemplate>(
  id: string,
  bytes: Uint8Array,
): (StoredParameters<T> & Recipient) | undefined {
  const keys = authSecrets().map((secret) => [secret, 'mail', id])
  const text = decryptWithAny(bytes, keys)
  return text === undefined ? undefined : JSON.parse(text)
}
