type Props = {
  columns: string[]
  /** Whether each row ends with buttons. */
  actions?: boolean
}

/** The head of a table that can't be sorted. */
export function TableHead({ columns, actions = false }: Props) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
        {actions && (
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        )}
      </tr>
    </thead>
  )
}
