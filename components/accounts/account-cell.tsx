import type { AccountCell } from '@/components/accounts/account-list'
import { columnLabels } from '@/components/accounts/column-labels'
import type { AccountListColumn } from '@/lib/list-settings/policy'

/** The cell of a column; none for the description, which is below the name. */
export function accountCell(column: AccountListColumn, cell: AccountCell) {
  if (column === 'description') return null
  const [text, title] = typeof cell === 'string' ? [cell] : cell
  if (column === 'externalId') {
    return (
      <td
        key={column}
        className="number below truncate text-text-2 bidi"
        data-label={columnLabels.externalId}
        title={text}
      >
        {text}
      </td>
    )
  }
  const isCount = column === 'users' || column === 'activeUsers'
  return (
    <td
      key={column}
      className={isCount ? 'number end below' : 'number below text-text-2'}
      data-label={columnLabels[column]}
      title={title}
    >
      {text}
    </td>
  )
}
