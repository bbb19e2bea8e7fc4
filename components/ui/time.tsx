import { formatDate } from '@/components/ui/format'

export function DateText({ date, locale }: { date: Date; locale: string }) {
  return <FormattedDate iso={date.toISOString()} day={formatDate(date, locale)} />
}

/** For client components, whose dates the server has formatted. */
export function FormattedDate({ iso, day }: { iso: string; day: string }) {
  return (
    <time dateTime={iso} title={iso}>
      {day}
    </time>
  )
}
