import { truncateCell } from '@/components/jobs/truncate-cell'
import { Link } from '@/components/ui/link'
import type { JobRow } from '@/lib/jobs/view'

type Props = {
  rows: JobRow[]
  rowNumber: string
  /** Where an account that could not be restored can be. */
  restoreHref?: ((id: number) => string) | undefined
}

export function RejectedRows({ rows, rowNumber, restoreHref }: Props) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)]">
      {rows.map(({ row, fields, error }) => (
        <li
          key={row}
          className="flex flex-wrap gap-x-3 border-border border-b px-4 py-2 last:border-0 md:px-6"
        >
          <span className="w-20 shrink-0 text-text-2 tabular-nums">{`${rowNumber} ${row}`}</span>
          <bdi className="min-w-0 truncate">{truncateCell(fields.name ?? fields.email)}</bdi>
          <span className="basis-full text-danger-text">{error}</span>
          {restoreHref && (
            <Link href={restoreHref(row)} className="text-accent-text underline">
              Restore with a new external ID
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}
