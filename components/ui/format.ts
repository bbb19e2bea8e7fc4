const MAX_CACHED = 50

// A formatter costs more to create than the rest of a row. Locales come from a request header, so
// the cache needs a limit.
function cached<T>(create: (locale: string) => T): (locale: string) => T {
  const formatters = new Map<string, T>()
  return (locale) => {
    const known = formatters.get(locale)
    if (known) return known
    if (formatters.size >= MAX_CACHED) formatters.clear()
    const formatter = create(locale)
    formatters.set(locale, formatter)
    return formatter
  }
}

const dateFormat = cached(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
)
const numberFormat = cached((locale) => new Intl.NumberFormat(locale))

/** Formats the UTC day, so that everyone sees the same date. */
export function formatDate(date: Date, locale: string): string {
  return dateFormat(locale).format(date)
}

export function formatNumber(number: number, locale: string): string {
  return numberFormat(locale).format(number)
}

/** Formats a count with its English noun: "1 account", "1,234 accounts". */
export function formatCount(count: number, noun: string, locale: string): string {
  return `${formatNumber(count, locale)} ${count === 1 ? noun : `${noun}s`}`
}
