import 'server-only'
import { domainToUnicode } from 'node:url'
import { normalizeEmail } from '@/lib/email'

/** The address as people write it, with the letters of an internationalized domain. */
export function displayEmail(email: string): string {
  const at = email.lastIndexOf('@') + 1
  const displayed = email.slice(0, at) + domainToUnicode(email.slice(at))
  // A malformed domain can decode to one that belongs to someone else.
  return normalizeEmail(displayed) === email ? displayed : email
}
