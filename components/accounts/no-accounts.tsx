import { noFilters } from '@/components/accounts/filter-labels'
import { type ListParams, listHref } from '@/components/accounts/list-href'
import { ButtonLink } from '@/components/ui/button'
import { SEARCH_ID } from '@/components/ui/element-ids'

/** Only a search or a filter finds nothing: every organization has its default account. */
export function NoAccounts({ params }: { params: ListParams }) {
  const { q } = params
  return (
    <div className="grid justify-items-center gap-3 px-4 py-14 text-center">
      {q ? (
        <p className="font-medium">
          <span>No account matches “</span>
          <bdi>{q}</bdi>
          <span>”.</span>
        </p>
      ) : (
        <p className="font-medium">No account matches these filters.</p>
      )}
      <p className="max-w-md text-text-2">
        Search by name, external ID or ID, or type a condition such as userCount &gt; 10.
      </p>
      <ButtonLink
        href={listHref(params, { ...noFilters, q: '', cursor: '' })}
        focusNext={SEARCH_ID}
      >
        {q ? 'Clear search' : 'Clear filters'}
      </ButtonLink>
    </div>
  )
}
