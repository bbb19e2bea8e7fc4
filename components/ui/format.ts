const MAX_CACHED = 50

// Making a formatter costs as much as the rest of a row. The languages of a browser are few, but
// anyone can send any.
function kept<T>(make: (locale: string) => T): (locale: string) => T {
  const made = new Map<string, T>()
  return (locale) => {
    const known = made.get(locale)
    if (known) return known
    if (made.size >= MAX_CACHED) made.clear()
    const format = make(locale)
    made.set(locale, format)
    return format
  }
}

const days = kept(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
)
const numbers = kept((locale) => new Intl.NumberFormat(locale))

/** A day as the reader's language writes it. Days are those of UTC, everywhere the same. */
export function formatDate(date: Date, locale: string): string {
  return days(locale).format(date)
}

export function formatNumber(number: number, locale: string): string {
  return numbers(locale).format(number)
}
