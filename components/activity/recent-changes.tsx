import { EntryList } from '@/components/activity/entry-list'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { ActivityEntry } from '@/lib/activity-log/view'
import type { Reader } from '@/lib/reader'

type Props = {
  entries: ActivityEntry[]
  reader: Reader
  /** Where all of it is. */
  links: { label: string; href: string }[]
}

export function RecentChanges({ entries, reader, links }: Props) {
  return (
    <Card title="Recent changes" id="recent-changes">
      {entries.length > 0 ? (
        <EntryList entries={entries} reader={reader} />
      ) : (
        <p className="px-4 pt-4 text-text-2 md:px-6">Nothing has changed yet.</p>
      )}
      <p className="flex flex-wrap gap-x-4 px-4 py-3 md:px-6 print:hidden">
        {links.map(({ label, href }) => (
          <Link
            key={href}
            href={href}
            className="text-accent-text underline max-md:inline-block max-md:py-3"
          >
            {label}
          </Link>
        ))}
      </p>
    </Card>
  )
}
