import { truncateCell } from '@/components/jobs/truncate-cell'
import type { PlannedRow, RowChange } from '@/lib/imports/view'

const actions: { [action in PlannedRow['action']]: string } = {
  add: 'Adds',
  change: 'Changes',
  keep: 'No change:',
  reject: 'Rejected:',
}

/** What rows of a checked file do, with the values before and after. */
export function PlannedRows({ rows }: { rows: PlannedRow[] }) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)]">
      {rows.map(({ row, action, name, changes }) => (
        <li
          key={row}
          className="flex flex-wrap gap-x-3 border-border border-b px-4 py-2 last:border-0 md:px-6"
        >
          <span className="w-20 shrink-0 text-text-2 tabular-nums">{`Row ${row}`}</span>
          <div className="min-w-0 flex-1">
            <span className={action === 'keep' ? 'text-text-2' : ''}>{actions[action]}</span>{' '}
            <bdi>{name}</bdi>
            {changes.length > 0 && <Changes changes={changes} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Changes({ changes }: { changes: RowChange[] }) {
  return (
    <dl className="text-help">
      {changes.map(({ column, before, after }) => (
        <div key={column} className="flex flex-wrap gap-x-2">
          <dt className="text-text-2">{column}</dt>
          <dd className="min-w-0 wrap-anywhere">
            <del className="text-text-2">
              <bdi>{truncateCell(before) || 'empty'}</bdi>
            </del>
            <span aria-hidden="true"> → </span>
            <ins className="font-medium no-underline">
              <bdi>{truncateCell(after)}</bdi>
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
