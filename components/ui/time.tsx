import { formatDate } from '@/components/ui/format'

/** A day as the reader's language writes it. */
export function DateText({ date, locale }: { date: Date; locale: string }) {
  return <FormattedDate at={date.toISOString()} day={formatDate(date, locale)} />
}

/** The same where it is written already: the whole moment as ISO, and its day. */
export function FormattedDate({ at, day }: { at: string; day: string }) {
  return (
    <time dateTime={at} title={at}>
      {day}
    </time>
  )
}
