import { NumberedRow } from '@/components/jobs/numbered-row'
import { truncateCell } from '@/components/jobs/truncate-cell'
import { Email } from '@/components/ui/email'
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
        <NumberedRow key={row} label={`${rowNumber} ${row}`}>
          <RowName fields={fields} />
          <p className="text-danger-text">{error}</p>
          {restoreHref && (
            <Link href={restoreHref(row)} className="text-accent-text underline">
              Restore with a new external ID
            </Link>
          )}
        </NumberedRow>
      ))}
    </ul>
  )
}

function RowName({ fields: { name, email } }: Pick<JobRow, 'fields'>) {
  if (name === undefined && email !== undefined) return <Email address={truncateCell(email)} />
  return <bdi>{truncateCell(name)}</bdi>
}
