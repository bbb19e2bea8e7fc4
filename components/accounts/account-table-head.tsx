import { columnLabels } from '@/components/accounts/column-labels'
import { columnHead } from '@/components/accounts/column-widths'
import { type ListParams, listHref, searchQuery } from '@/components/accounts/list-href'
import { SelectPageBox } from '@/components/ui/selection-boxes'
import { SortHeading, type SortOrder } from '@/components/ui/sort-heading'
import type { AccountSearch } from '@/lib/accounts/query-schema'
import type { AccountListColumn } from '@/lib/list-settings/policy'

const columnSorts: { [column in AccountListColumn]?: AccountSearch['sort'] } = {
  users: 'users',
  lastActivity: 'activity',
  created: 'created',
  updated: 'updated',
}

type Props = { columns: AccountListColumn[]; selectable: number[]; search: ListParams }

export function AccountTableHead({ columns, selectable, search }: Props) {
  const sorting = {
    current: search,
    hrefOf: (order: SortOrder<AccountSearch['sort']>) => listHref(search, { ...order, cursor: '' }),
  }
  return (
    <thead className="sorts">
      <tr>
        <th scope="col" className="pick">
          <SelectPageBox list="accounts" selectable={selectable} search={searchQuery(search)} />
        </th>
        <SortHeading {...sorting} sort="name" label="Name" />
        <SortHeading {...sorting} sort="id" label="ID" className="tabular:w-26" />
        {columns.map((column) => {
          if (column === 'description') return null
          const className = columnHead(column)
          const { [column]: sort } = columnSorts
          const label = columnLabels[column]
          return sort ? (
            <SortHeading
              key={column}
              {...sorting}
              sort={sort}
              label={label}
              className={className}
            />
          ) : (
            <th key={column} scope="col" className={className}>
              {label}
            </th>
          )
        })}
        <th scope="col" className="tabular:w-18">
          <span className="sr-only">Actions</span>
        </th>
      </tr>
    </thead>
  )
}
