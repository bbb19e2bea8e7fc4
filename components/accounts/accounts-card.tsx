'use client'

import { Download } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { AccountFilters } from '@/components/accounts/account-filters'
import type { AccountList, AccountRow } from '@/components/accounts/account-list'
import { AccountPager } from '@/components/accounts/account-pager'
import { AccountSelectionBar } from '@/components/accounts/account-selection-bar'
import { AccountTable } from '@/components/accounts/account-table'
import { ChooseColumns } from '@/components/accounts/choose-columns'
import { filterChips, noFilters } from '@/components/accounts/filter-labels'
import { type ListParams, listHref, withoutBanner } from '@/components/accounts/list-href'
import { NoAccounts } from '@/components/accounts/no-accounts'
import { buttonVariants } from '@/components/ui/button-variants'
import { DownloadLink } from '@/components/ui/download-link'
import { FilterChips } from '@/components/ui/filter-chips'
import { SearchBox } from '@/components/ui/search-box'
import type { FormAction } from '@/components/ui/use-server-action'
import { isCondition, listQuery, MAX_SEARCH, whyNotDeletable } from '@/lib/accounts/policy'
import type { AccountListColumn } from '@/lib/list-settings/policy'
import { paths } from '@/lib/paths'

type Props = {
  list: AccountList
  params: ListParams
  /** What the search box holds, which the list doesn't show if it has a mistake. */
  typed: string
  mistake: string | undefined
  columns: AccountListColumn[]
  chooseColumns: FormAction<unknown>
  /** The users whom the same search finds. */
  people: ReactNode
}

export function AccountsCard(props: Props) {
  const { list, params, columns, people } = props
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
      <div className="flex flex-wrap items-start gap-2 border-border border-b p-3">
        <SearchBox
          path={paths.accounts}
          name="q"
          value={props.typed}
          otherParams={listQuery(otherParams)}
          onEnter={{ applies: isCondition, params: listQuery({ last: q }) }}
          maxLength={MAX_SEARCH.condition}
          mistake={props.mistake}
          label="Search by name, external ID or ID"
        />
        <AccountFilters params={params} />
        <ChooseColumns columns={columns} action={props.chooseColumns} />
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
          <AccountTable
            accounts={accounts}
            columns={columns}
            selectable={selectable}
            search={params}
          />
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
