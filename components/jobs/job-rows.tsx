import type { JobRow } from '@/lib/jobs/view'

type Props = { rows: JobRow[]; number: string }

/** The first rows of a file, as they were read. */
export function PreviewRows({ rows, number }: Props) {
  const columns = [...new Set(rows.flatMap(({ fields }) => Object.keys(fields)))]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: only what has the focus scrolls by keys
    <div className="overflow-x-auto" tabIndex={0}>
      <table className="w-full text-start text-help [&_td]:px-3 [&_td]:py-2 [&_th]:px-3 [&_th]:py-2 [&_th]:text-start [&_tr]:border-border [&_tr]:border-b [&_tbody_tr:last-child]:border-0">
        <caption className="sr-only">First rows of the file</caption>
        <thead className="bg-subtle text-text-2">
          <tr>
            <th scope="col">{number}</th>
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
                  <bdi>{shown(fields[column])}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Why rows were refused, each by its number. */
export function RefusedRows({ rows, number }: Props) {
  return (
    <ul className="grid">
      {rows.map(({ row, fields, fault }) => (
        <li
          key={row}
          className="flex flex-wrap gap-x-3 border-border border-b px-4 py-2 last:border-0 md:px-6"
        >
          <span className="w-20 shrink-0 text-text-2 tabular-nums">{`${number} ${row}`}</span>
          <bdi className="min-w-0 truncate">{shown(fields.name ?? fields.email)}</bdi>
          <span className="basis-full text-danger-text">{fault}</span>
        </li>
      ))}
    </ul>
  )
}

const SHOWN_MAX = 200

// A cell can hold as much as a row may.
function shown(cell = ''): string {
  return cell.length > SHOWN_MAX ? `${cell.slice(0, SHOWN_MAX).toWellFormed()}…` : cell
}
