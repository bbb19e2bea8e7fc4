import { listHref } from '@/components/accounts/list-href'
import { ButtonLink } from '@/components/ui/button'
import type { AccountSearch } from '@/lib/accounts/schema'
import { paths } from '@/lib/paths'

/** An empty list: nothing was found, or the page is beyond the end. */
export function NoAccounts({ asked }: { asked: AccountSearch }) {
  const searched = asked.q !== ''
  return (
    <div className="grid justify-items-center gap-3 px-4 py-14 text-center">
      <p className="font-medium">
        {searched ? (
          <>
            No account matches “<bdi>{asked.q}</bdi>”.
          </>
        ) : (
          'There is nothing on this page.'
        )}
      </p>
      <p className="max-w-md text-text-2">
        {searched
          ? 'Search by any part of the name from three characters on, by the beginning of the name or of the external ID, or by the whole ID.'
          : 'The accounts that were here have been deleted meanwhile.'}
      </p>
      <ButtonLink href={searched ? listHref(asked, { q: '', cursor: '' }) : paths.accounts}>
        {searched ? 'Clear the search' : 'To the first page'}
      </ButtonLink>
    </div>
  )
}
