import { truncateCell } from '@/components/jobs/truncate-cell'
import type { JobRow } from '@/lib/jobs/view'

export function PreviewRows({ rows, rowNumber }: { rows: JobRow[]; rowNumber: string }) {
  const columns = [...new Set(rows.flatMap(({ fields }) => Object.keys(fields)))]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls only a focusable region
    <div className="overflow-x-auto" tabIndex={0}>
      <table className="w-full text-start text-help [&_td]:px-3 [&_td]:py-2 [&_th]:px-3 [&_th]:py-2 [&_th]:text-start [&_tr]:border-border [&_tr]:border-b [&_tbody_tr:last-child]:border-0">
        <caption className="sr-only">First rows of the file</caption>
        <thead className="bg-subtle text-text-2">
          <tr>
            <th scope="col">{rowNumber}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="whitespace-nowrap font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, fields }) => (
            <tr key={row}>
              <td className="tabular-nums">{row}</td>
              {columns.map((column) => (
                <td key={column} className="max-w-72 truncate">
                  <bdi>{truncateCell(fields[column])}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
