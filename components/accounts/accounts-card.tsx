'use client'

import { Download } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { AccountFilters } from '@/components/accounts/account-filters'
import type { AccountList, AccountRow } from '@/components/accounts/account-list'
import { AccountPager } from '@/components/accounts/account-pager'
import { AccountSelectionBar } from '@/components/accounts/account-selection-bar'
import { AccountTable } from '@/components/accounts/account-table'
import { filterChips, noFilters } from '@/components/accounts/filter-labels'
import {
  type ListParams,
  listHref,
  listQuery,
  withoutBanner,
} from '@/components/accounts/list-href'
import { NoAccounts } from '@/components/accounts/no-accounts'
import { buttonVariants } from '@/components/ui/button'
import { DownloadLink } from '@/components/ui/download-link'
import { FilterChips } from '@/components/ui/filter-chips'
import { SearchBox } from '@/components/ui/search-box'
import { whyNotDeletable } from '@/lib/accounts/policy'
import { paths } from '@/lib/paths'

type Props = {
  list: AccountList
  params: ListParams
  /** The users whom the same search finds. */
  people: ReactNode
}

export function AccountsCard({ list, params, people }: Props) {
  const { q, cursor: _, ...otherParams } = params
  const accounts = useMemo((): AccountRow[] => JSON.parse(list.rows), [list.rows])
  const selectable = useMemo(
    () => accounts.filter((account) => !whyNotDeletable(account)).map(({ id }) => id),
    [accounts],
  )
  return (
    <section
      aria-label="List of accounts"
      className="rounded-card border border-border bg-surface shadow-[0_1px_2px_rgb(16_24_40/5%)]"
    >
      <div className="flex flex-wrap items-center gap-2 border-border border-b p-3">
        <SearchBox
          path={paths.accounts}
          name="q"
          value={q}
          otherParams={listQuery(otherParams)}
          label="Search by name, external ID or ID"
        />
        <AccountFilters params={params} />
        <ExportLink params={params} />
        <FilterChips
          chips={filterChips(params)}
          clearHref={listHref(params, { ...noFilters, cursor: '' })}
        />
      </div>
      {people}
      {accounts.length === 0 ? (
        <NoAccounts params={params} />
      ) : (
        <>
          <AccountTable accounts={accounts} selectable={selectable} search={params} />
          <AccountSelectionBar page={selectable} params={params} total={list.total} />
          <AccountPager list={list} search={params} />
        </>
      )}
    </section>
  )
}

function ExportLink({ params }: { params: ListParams }) {
  const { size: _, cursor: __, ...search } = withoutBanner(params)
  const query = new URLSearchParams(listQuery(search)).toString()
  return (
    <DownloadLink
      href={`${paths.exportAccounts}?${query}`}
      className={buttonVariants({}, 'ms-auto')}
    >
      <Download size={16} aria-hidden="true" />
      Export
    </DownloadLink>
  )
}
