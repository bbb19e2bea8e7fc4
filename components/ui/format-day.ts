import { cached } from '@/components/ui/format'
import type { Reader } from '@/lib/reader'

const longDateFormat = cached(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }),
)
const dayFormat = cached(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone }),
)
const yearFormat = cached(
  (timeZone: string) => new Intl.DateTimeFormat('en', { year: 'numeric', timeZone }),
)

/** "March 3" in this year, otherwise "March 3, 2025". */
export function formatDay(date: Date, now: Date, { locale, timeZone }: Reader): string {
  const isThisYear = yearFormat(timeZone).format(date) === yearFormat(timeZone).format(now)
  return (isThisYear ? dayFormat : longDateFormat)(locale, timeZone).format(date)
}
