/** A count, or beyond 10,000 an estimate. */
export type Total = { count: number; exact: boolean }

/** One page of a list by keyset with opaque cursors, which are empty at either end. */
export type Page<Row> = {
  rows: Row[]
  /** 1-based number of the first row; 0 when the page was not reached by counting from the start. */
  firstRowNumber: number
  total: Total
  previous: string
  next: string
  last: string
}

/** A page of a list whose rows nobody counts. */
export type UncountedPage<Row> = Omit<Page<Row>, 'total' | 'last'>

/** A page without neighbors holds everything, whatever the planner expects. */
export function totalOf(
  { rows, previous, next }: Omit<Page<unknown>, 'total'>,
  total: Total,
): Total {
  return previous || next ? total : { count: rows.length, exact: true }
}
