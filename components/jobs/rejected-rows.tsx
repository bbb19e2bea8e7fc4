import { truncateCell } from '@/components/jobs/truncate-cell'
import type { JobRow } from '@/lib/jobs/view'

export function RejectedRows({ rows, rowNumber }: { rows: JobRow[]; rowNumber: string }) {
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
        </li>
      ))}
    </ul>
  )
}
