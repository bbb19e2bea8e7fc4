import { formatCount, formatNumber } from '@/components/ui/format'
import { formatDay } from '@/components/ui/format-day'
import type { JobOf } from '@/lib/jobs/view'
import type { Reader } from '@/lib/reader'

type Verified = NonNullable<JobOf<'audit.verify'>['result']>['verified']

/** "1,204,331 entries, unbroken since March 3.", or which entry is the first broken one. */
export function verificationText({ head, since, problem }: Verified, reader: Reader): string {
  const { locale } = reader
  const day = since ? ` since ${formatDay(new Date(since), new Date(), reader)}` : ''
  const unbroken = `${formatCount(head.seq, 'entry', locale)}, unbroken${day}`
  if (!problem) return `${unbroken}.`
  const broken = `Broken at entry ${formatNumber(head.seq + 1, locale)}: it was changed or is missing.`
  return head.seq === 0 ? broken : `${broken} Before it: ${unbroken}.`
}
