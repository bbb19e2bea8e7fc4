import 'server-only'
import { decryptAtRest, encryptAtRest } from '@/lib/auth/encryption-at-rest'
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
  return encryptAtRest('mail', JSON.stringify(parameters), id)
}

/** Undefined if `AUTH_SECRET` was replaced and is not in `AUTH_SECRET_PREVIOUS` either. */
export function decryptParameters<T extends MailTemplate>(
  id: string,
  bytes: Uint8Array,
): (StoredParameters<T> & Recipient) | undefined {
  const text = decryptAtRest('mail', bytes, id)
  return text === undefined ? undefined : JSON.parse(text)
}
