import { createdOptions } from '@/components/accounts/filter-labels'
import { type ListParams, listQuery } from '@/components/accounts/list-href'
import { AddFilter } from '@/components/ui/add-filter'
import { FilterDate, FilterSelect } from '@/components/ui/filter-fields'
import { paths } from '@/lib/paths'

export function AccountFilters({ params }: { params: ListParams }) {
  const { created, createdFrom, createdTo, cursor: _, ...otherParams } = params
  return (
    <AddFilter path={paths.accounts} otherParams={listQuery(otherParams)}>
      <FilterSelect name="created" label="Created" value={created} options={createdOptions} />
      <FilterDate name="createdFrom" label="Created from (UTC)" value={createdFrom} />
      <FilterDate name="createdTo" label="Created to (UTC)" value={createdTo} />
    </AddFilter>
  )
}
