type Props = { columns: readonly string[]; required: string[]; template: string; notes: string[] }

/** What the first line of a file has to name. */
export function ColumnsHelp({ columns, required, template, notes }: Props) {
  return (
    <div className="grid gap-3">
      <p>
        The first line names the columns, in any order:{' '}
        {columns.map((column, place) => (
          <span key={column}>
            {place > 0 && ', '}
            <code>{column}</code>
            {required.includes(column) && ' (required)'}
          </span>
        ))}
        .
      </p>
      {notes.map((note) => (
        <p key={note} className="text-text-2">
          {note}
        </p>
      ))}
      <p>
        <a href={template} download className="text-accent-text underline">
          Download a template
        </a>
      </p>
    </div>
  )
}
