import { type ListParams, listHref } from '@/components/accounts/list-href'
import { ButtonLink } from '@/components/ui/button'
import { SEARCH_ID } from '@/components/ui/element-ids'

/** Only a search finds nothing: every organization has its default account. */
export function NoAccounts({ params }: { params: ListParams }) {
  return (
    <div className="grid justify-items-center gap-3 px-4 py-14 text-center">
      <p className="font-medium">
        No account matches “<bdi>{params.q}</bdi>”.
      </p>
      <p className="max-w-md text-text-2">Search by name, external ID or ID.</p>
      <ButtonLink href={listHref(params, { q: '', cursor: '' })} focusNext={SEARCH_ID}>
        Clear search
      </ButtonLink>
    </div>
  )
}
