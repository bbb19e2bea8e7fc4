/** A day as the reader's language writes it. Days are those of UTC, everywhere the same. */
export function Day({ date, locale }: { date: Date; locale: string }) {
  const written = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <time dateTime={date.toISOString()} title={date.toISOString()}>
      {written.format(date)}
    </time>
  )
}
