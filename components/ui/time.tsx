import { writtenDay } from '@/components/ui/formats'

/** A day as the reader's language writes it. */
export function Day({ date, locale }: { date: Date; locale: string }) {
  const iso = date.toISOString()
  return (
    <time dateTime={iso} title={iso}>
      {writtenDay(date, locale)}
    </time>
  )
}
