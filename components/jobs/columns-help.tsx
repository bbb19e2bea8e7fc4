import { DownloadLink } from '@/components/ui/download-link'

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
        <span>The first line names the columns, in any order:</span>{' '}
        {columns.map((column, index) => (
          <span key={column}>
            {index > 0 && <span>, </span>}
            <code>{column}</code>
            {required.includes(column) && <span> (required)</span>}
          </span>
        ))}
        <span>
          . Other names of them, such as <code>externalId</code> or “E-mail”, work too.
        </span>
      </p>
      {notes.map((note) => (
        <p key={note} className="text-text-2">
          {note}
        </p>
      ))}
      <p>
        <DownloadLink href={templateHref} className="text-accent-text underline">
          Download a template
        </DownloadLink>
      </p>
    </div>
  )
}
