'use client'

import { Download } from 'lucide-react'
import { useMemo } from 'react'
import type { AccountList, AccountRow } from '@/components/accounts/account-list'
import { AccountPager } from '@/components/accounts/account-pager'
import { AccountTable } from '@/components/accounts/account-table'
import { type AskedList, listParams } from '@/components/accounts/list-href'
import { NoAccounts } from '@/components/accounts/no-accounts'
import { SelectionBar } from '@/components/accounts/selection-bar'
import { selectable } from '@/components/accounts/selection-boxes'
import { buttonVariants } from '@/components/ui/button'
import { SearchBox } from '@/components/ui/search-box'
import { paths } from '@/lib/paths'

type Props = { list: AccountList; asked: AskedList }

/** The list of accounts, with its search. */
export function AccountsCard({ list, asked }: Props) {
  const { q: _, cursor: __, ...kept } = asked
  const accounts = useMemo((): AccountRow[] => JSON.parse(list.rows), [list.rows])
  return (
    <section
      aria-label="List of accounts"
      className="rounded-card border border-border bg-surface shadow-[0_1px_2px_rgb(16_24_40/5%)]"
    >
      <div className="flex flex-wrap items-center gap-2 border-border border-b p-3">
        <SearchBox
          path={paths.accounts}
          name="q"
          value={asked.q}
          keep={listParams(kept)}
          label="Search by name, ID or external ID"
        />
        <ExportLink asked={asked} />
      </div>
      {accounts.length === 0 ? (
        <NoAccounts asked={asked} />
      ) : (
        <>
          <SelectionBar page={selectable(accounts)} search={asked.q} total={list.total} />
          <AccountTable accounts={accounts} asked={asked} />
          <AccountPager list={list} asked={asked} />
        </>
      )}
    </section>
  )
}

// A plain link: what it leads to is a file.
function ExportLink({ asked }: { asked: AskedList }) {
  const { q, sort, direction } = asked
  const query = new URLSearchParams({ ...listParams({ q, sort, direction }) }).toString()
  return (
    <a href={`${paths.exportAccounts}?${query}`} download className={buttonVariants({}, 'ms-auto')}>
      <Download size={16} aria-hidden="true" />
      Export
    </a>
  )
}
