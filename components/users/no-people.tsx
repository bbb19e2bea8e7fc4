import { ButtonLink } from '@/components/ui/button'
import { SEARCH_ID } from '@/components/ui/element-ids'
import { noFilters } from '@/components/users/people-filters'
import { peopleHref } from '@/components/users/people-href'
import type { PeopleSearch } from '@/lib/user-list/schema'

/** Only a search or a filter finds nobody: every organization has its Org Admin. */
export function NoPeople({ search }: { search: PeopleSearch }) {
  const { q } = search
  return (
    <div className="grid justify-items-center gap-3 px-4 py-14 text-center">
      {q ? (
        <p className="font-medium">
          <span>No user matches “</span>
          <bdi>{q}</bdi>
          <span>”.</span>
        </p>
      ) : (
        <p className="font-medium">No user matches these filters.</p>
      )}
      <p className="max-w-md text-text-2">Search by name, email or ID.</p>
      <ButtonLink href={peopleHref(search, { ...noFilters, q: '' })} focusNext={SEARCH_ID}>
        {q ? 'Clear search' : 'Clear filters'}
      </ButtonLink>
    </div>
  )
}
