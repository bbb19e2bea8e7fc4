type Props = {
  columns: readonly string[]
  required: string[]
  templateHref: string
  notes: string[]
}

export function ColumnsHelp({ columns, required, templateHref, notes }: Props) {
  return (
    <div className="grid gap-3">
      <p>
        The first line names the columns, in any order:{' '}
        {columns.map((column, index) => (
          <span key={column}>
            {index > 0 && ', '}
            <code>{column}</code>
            {required.includes(column) && ' (required)'}
          </span>
        ))}
        . Other names of them, such as <code>externalId</code> or “E-mail”, work too.
      </p>
      {notes.map((note) => (
        <p key={note} className="text-text-2">
          {note}
        </p>
      ))}
      <p>
        <a href={templateHref} download className="text-accent-text underline">
          Download a template
        </a>
      </p>
    </div>
  )
}
