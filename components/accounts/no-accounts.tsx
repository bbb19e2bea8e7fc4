import type { ReactNode } from 'react'
import { type ListParams, listHref } from '@/components/accounts/list-href'
import { ButtonLink } from '@/components/ui/button'
import { paths } from '@/lib/paths'

/** An empty list: the search has no matches, or the page is past the end. */
export function NoAccounts({ params }: { params: ListParams }) {
  if (params.q === '') {
    return (
      <Message title="No accounts on this page.">
        <p className="max-w-md text-text-2">The accounts that were here have been deleted.</p>
        <ButtonLink href={paths.accounts}>Back to first page</ButtonLink>
      </Message>
    )
  }
  return (
    <Message
      title={
        <>
          No account matches “<bdi>{params.q}</bdi>”.
        </>
      }
    >
      <p className="max-w-md text-text-2">Search by name, external ID or ID.</p>
      <ButtonLink href={listHref(params, { q: '', cursor: '' })}>Clear search</ButtonLink>
    </Message>
  )
}

function Message({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-3 px-4 py-14 text-center">
      <p className="font-medium">{title}</p>
      {children}
    </div>
  )
}
