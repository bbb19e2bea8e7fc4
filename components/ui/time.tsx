import { writtenDay } from '@/components/ui/format'

/** A day as the reader's language writes it. */
export function Day({ date, locale }: { date: Date; locale: string }) {
  return <WrittenDay at={date.toISOString()} day={writtenDay(date, locale)} />
}

/** The same where it is written already: the whole moment as ISO, and its day. */
export function WrittenDay({ at, day }: { at: string; day: string }) {
  return (
    <time dateTime={at} title={at}>
      {day}
    </time>
  )
}
