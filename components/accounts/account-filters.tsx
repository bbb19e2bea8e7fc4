import { createdOptions, signedInOptions, usersOptions } from '@/components/accounts/filter-labels'
import type { ListParams } from '@/components/accounts/list-href'
import { AddFilter } from '@/components/ui/add-filter'
import { FilterDate, FilterOptions, FilterSelect } from '@/components/ui/filter-fields'
import { listQuery } from '@/lib/accounts/policy'
import { paths } from '@/lib/paths'

export function AccountFilters({ params }: { params: ListParams }) {
  const { created, createdFrom, createdTo, users, signedIn, cursor: _, ...otherParams } = params
  return (
    <AddFilter path={paths.accounts} otherParams={listQuery(otherParams)}>
      <FilterSelect name="created" label="Created" value={created} options={createdOptions} />
      <FilterDate name="createdFrom" label="Created from (UTC)" value={createdFrom} />
      <FilterDate name="createdTo" label="Created to (UTC)" value={createdTo} />
      <FilterSelect name="users" label="Users" value={users} options={usersOptions} />
      <FilterOptions
        name="signedIn"
        label="Activity"
        values={[signedIn]}
        options={signedInOptions}
      />
      <SearchHelp />
    </AddFilter>
  )
}

function SearchHelp() {
  return (
    <p className="text-help text-text-2">
      <span>For anything else, type a condition into the search box and press Enter, such as </span>
      <code translate="no">userCount &gt; 10 AND name LIKE 'North%'</code>
      <span>. A search is a condition if it begins with a field and an operator. </span>
      <a href={`${paths.apiDocs}#filtering`} className="text-accent-text underline">
        Fields and operators
      </a>
    </p>
  )
}
