import { formatAgo, formatDate, formatExactTime, formatTime } from '@/components/ui/format'
import type { Reader } from '@/lib/reader'

type Props = { date: Date; reader: Reader }

/** A day. Its time is in the tooltip. */
export function DateText({ date, reader }: Props) {
  return <Time {...toTimeProps(date, reader)} />
}

export function TimeText({ date, reader }: Props) {
  return <Time {...toTimeProps(date, reader, formatTime)} />
}

/** The exact time, and how long ago that was. */
export function TimeAgo({ date, reader }: Props) {
  return (
    <>
      <Time {...toTimeProps(date, reader, formatExactTime)} />
      <div className="text-help">{formatAgo(date, new Date(), reader)}</div>
    </>
  )
}

export type TimeProps = { iso: string; text: string; exact: string }

/** For client components, whose dates the server formats. */
export function toTimeProps(date: Date, reader: Reader, format = formatDate): TimeProps {
  return {
    iso: date.toISOString(),
    text: format(date, reader),
    exact: formatExactTime(date, reader),
  }
}

export function Time({ iso, text, exact }: TimeProps) {
  return (
    <time dateTime={iso} title={exact}>
      {text}
    </time>
  )
}
