import { truncateCell } from '@/components/jobs/truncate-cell'
import { headingKey } from '@/lib/imports/policy'
import type { FileColumn, JobRow } from '@/lib/jobs/view'

type Props = {
  rows: JobRow[]
  /** In the order of the file; empty for a file that an earlier version has checked. */
  fileColumns: FileColumn[]
  rowNumber: string
}

export function PreviewRows({ rows, fileColumns, rowNumber }: Props) {
  const columns = fileColumns.length > 0 ? fileColumns : columnsOf(rows)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls only a focusable region
    <div className="overflow-x-auto" tabIndex={0}>
      <table className="w-full text-start text-help [&_td]:px-3 [&_td]:py-2 [&_th]:px-3 [&_th]:py-2 [&_th]:text-start [&_tr]:border-border [&_tr]:border-b [&_tbody_tr:last-child]:border-0">
        <caption className="sr-only">First rows of the file</caption>
        <thead className="bg-subtle text-text-2">
          <tr>
            <th scope="col">{rowNumber}</th>
            {columns.map(({ heading, name }) => (
              <th key={name} scope="col" className="whitespace-nowrap font-medium">
                <bdi>{heading}</bdi>
                {headingKey(heading) !== headingKey(name) && (
                  <span className="font-normal">{` (${name})`}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, fields }) => (
            <tr key={row}>
              <td className="tabular-nums">{row}</td>
              {columns.map(({ name }) => (
                <td key={name} className="max-w-72 truncate">
                  <bdi>{truncateCell(fields[name])}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function columnsOf(rows: JobRow[]): FileColumn[] {
  const names = new Set(rows.flatMap(({ fields }) => Object.keys(fields)))
  return [...names].map((name) => ({ heading: name, name }))
}
