import { classNames } from '@/components/ui/class-names'

type Props = {
  columns: string[]
  /** Whether each row ends with buttons. */
  actions?: boolean
  /** Classes that set the widths of columns, in a table with `table-fixed`. */
  widths?: { [column: string]: string }
}

const ACTIONS = 'Actions'

/** The head of a table that can't be sorted. */
export function TableHead({ columns, actions = false, widths = {} }: Props) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col" className={widths[column]}>
            {column}
          </th>
        ))}
        {actions && (
          <th scope="col" className={classNames('actions', widths[ACTIONS])}>
            <span className="sr-only">{ACTIONS}</span>
          </th>
        )}
      </tr>
    </thead>
  )
}
