import { plural } from '@/lib/plural'
import type { Reader } from '@/lib/reader'

const MAX_CACHED = 50

// The annotations let pages leave out the formatters that they don't use.
//
// A formatter costs more to create than the rest of a row. Locales and time zones come from the
// request, so the cache needs a limit.
export function cached<Args extends string[], T>(
  create: (...args: Args) => T,
): (...args: Args) => T {
  const formatters = new Map<string, T>()
  return (...args) => {
    const key = args.join(' ')
    const known = formatters.get(key)
    if (known) return known
    if (formatters.size >= MAX_CACHED) formatters.clear()
    const formatter = create(...args)
    formatters.set(key, formatter)
    return formatter
  }
}

const dateFormat = /* @__PURE__ */ cached(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }),
)
const timeFormat = /* @__PURE__ */ cached(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
)
const clockFormat = /* @__PURE__ */ cached(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }),
)
const exactTimeFormat = /* @__PURE__ */ cached(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', timeZone }),
)
const relativeFormat = /* @__PURE__ */ cached(
  (locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
)
const numberFormat = /* @__PURE__ */ cached((locale: string) => new Intl.NumberFormat(locale))

/** The day in the reader's time zone. */
export function formatDate(date: Date, { locale, timeZone }: Reader): string {
  return dateFormat(locale, timeZone).format(date)
}

export function formatTime(date: Date, { locale, timeZone }: Reader): string {
  return timeFormat(locale, timeZone).format(date)
}

/** The time of a moment of today, or the day as well. */
export function formatMoment(date: Date, now: Date, reader: Reader): string {
  const isToday = formatDate(date, reader) === formatDate(now, reader)
  return isToday
    ? clockFormat(reader.locale, reader.timeZone).format(date)
    : formatTime(date, reader)
}

/** With seconds and the time zone. */
export function formatExactTime(date: Date, { locale, timeZone }: Reader): string {
  return exactTimeFormat(locale, timeZone).format(date)
}

const units: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** "2 hours ago". */
export function formatAgo(date: Date, now: Date, { locale }: Reader): string {
  const seconds = (date.getTime() - now.getTime()) / 1_000
  const [unit, size] = units.find((entry) => Math.abs(seconds) >= entry[1]) ?? ['second', 1]
  return relativeFormat(locale).format(Math.trunc(seconds / size), unit)
}

export function formatNumber(number: number, locale: string): string {
  return numberFormat(locale).format(number)
}

/** Formats a count with its English noun: "1 account", "1,234 accounts". */
export function formatCount(count: number, noun: string, locale: string): string {
  return `${formatNumber(count, locale)} ${count === 1 ? noun : plural(noun)}`
}
