import { NumberedRow } from '@/components/jobs/numbered-row'
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
        <NumberedRow key={row} label={`Row ${row}`}>
          <span className={action === 'keep' ? 'text-text-2' : ''}>{actions[action]}</span>{' '}
          <bdi>{name}</bdi>
          {changes.length > 0 && <Changes changes={changes} />}
        </NumberedRow>
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
