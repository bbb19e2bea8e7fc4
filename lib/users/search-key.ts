import 'server-only'
import { displayEmail } from '@/lib/display-email'
import { normalizeForSearch } from '@/lib/normalize-for-search'

type Person = { firstName: string; lastName: string; email: string }

/** The normalized text that the search for users reads: names, and both spellings of a domain. */
export function searchKey({ firstName, lastName, email }: Person): string {
  const spellings = new Set([displayEmail(email), email])
  return normalizeForSearch([firstName, lastName, ...spellings].join(' '))
}
