import { formatCount, formatNumber } from '@/components/ui/format'
import type { SecretView } from '@/lib/organization/view'

export function describeCallers(callers: number, locale: string): string {
  const who = callers === 0 ? 'Nobody' : formatCount(callers, 'caller', locale)
  return `${who} used it in the last 30 days.`
}

type Previous = NonNullable<SecretView['previous']>

/** Who can be left behind when the old secret ends. */
export function describeSwitched({ callers, switched }: Previous, locale: string): string {
  if (callers === 0) return 'Nobody used it in the last 30 days.'
  if (switched >= callers) return 'All its callers use the new one.'
  return `${formatNumber(switched, locale)} of its ${formatCount(callers, 'caller', locale)} already ${switched === 1 ? 'uses' : 'use'} the new one.`
}
