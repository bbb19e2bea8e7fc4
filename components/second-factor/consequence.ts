import { formatCount } from '@/components/ui/format'
import type { PeopleWithoutFactor } from '@/lib/second-factor/view'

/** A sentence to add to what was saved; empty if no session ended. */
export function describeEnded(sessions: number, locale: string): string {
  return sessions > 0 ? ` ${formatCount(sessions, 'session', locale)} ended.` : ''
}

/** Whom a policy would lead to set up a second factor, in a sentence. */
export function describeConsequence(
  { count, isMore, first }: PeopleWithoutFactor,
  locale: string,
): string {
  if (count === 0) return 'Everyone concerned has one.'
  const users = formatCount(count, 'user', locale)
  const names = new Intl.ListFormat('en').format(
    first.length < count ? [...first, 'others'] : first,
  )
  return `${isMore ? 'More than ' : ''}${users} would have to set one up: ${names}.`
}
