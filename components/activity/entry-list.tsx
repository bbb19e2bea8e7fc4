import { EntryDetails } from '@/components/activity/entry-details'
import { Reactivation } from '@/components/activity/reactivation'
import { Sentence } from '@/components/activity/sentence'
import { formatAgo, formatExactTime } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { StatusPill } from '@/components/ui/status'
import type { ActivityEntry } from '@/lib/activity-log/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'

type Props = { entries: ActivityEntry[]; reader: Reader }

export function EntryList({ entries, reader }: Props) {
  const now = new Date()
  return (
    <ul>
      {entries.map((entry) => (
        <li
          key={entry.seq}
          className="grid gap-1 border-border border-b px-4 py-3 last:border-0 md:px-6"
        >
          <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
            <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <Sentence entry={entry} locale={reader.locale} />
            </p>
            {entry.outcome !== 'done' && <StatusPill tone="warn">Denied</StatusPill>}
          </div>
          <Reactivation entry={entry} />
          <Metadata entry={entry} reader={reader} now={now} />
          <EntryDetails entry={entry} reader={reader} />
        </li>
      ))}
    </ul>
  )
}

function Metadata({ entry, reader, now }: { entry: ActivityEntry; reader: Reader; now: Date }) {
  const { at, address, requestId } = entry
  return (
    <p className="flex flex-wrap gap-x-3 text-help text-text-2 [overflow-wrap:anywhere]">
      <time dateTime={at.toISOString()} title={formatExactTime(at, reader)}>
        {formatAgo(at, now, reader)}
      </time>
      <span>{formatExactTime(at, reader)}</span>
      {address && <span>{`From ${address}`}</span>}
      {requestId && (
        <span className="inline-flex flex-wrap gap-x-1">
          <Link
            href={paths.activityOf({ request: requestId })}
            className="underline max-md:-my-3 max-md:inline-block max-md:py-3"
            aria-label={`All entries of request ${requestId}`}
          >
            Request
          </Link>
          <code className="select-all">{requestId}</code>
        </span>
      )}
    </p>
  )
}
