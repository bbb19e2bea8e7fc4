import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { AccountPager } from '@/components/accounts/account-pager'
import { accountRow } from '@/components/accounts/account-rows'
import { AccountTable } from '@/components/accounts/account-table'
import { type AskedList, LIST, listParams } from '@/components/accounts/list-href'
import { NoAccounts } from '@/components/accounts/no-accounts'
import { Icons } from '@/components/ui/icons'
import { SearchBox } from '@/components/ui/search-box'
import type { AccountView, Page } from '@/lib/accounts/view'

type Props = { page: Page<AccountView>; asked: AskedList; locale: string }

// What the rows of the table show.
const icons = { more: Ellipsis, edit: Pencil, delete: Trash2 }

/** The list of accounts, with its search. */
export function AccountsCard({ page, asked, locale }: Props) {
  const { q: _, cursor: __, ...kept } = asked
  return (
    <section
      aria-label="List of accounts"
      className="rounded-card border border-border bg-surface shadow-[0_1px_2px_rgb(16_24_40/5%)]"
    >
      <div className="border-border border-b p-3">
        <SearchBox
          path={LIST}
          name="q"
          value={asked.q}
          keep={listParams(kept)}
          label="Search by name, ID or external ID"
        />
      </div>
      {page.rows.length > 0 ? (
        <>
          <Icons drawn={icons} />
          <AccountTable
            accounts={page.rows.map((account) => accountRow(account, locale))}
            asked={asked}
          />
          <AccountPager page={page} asked={asked} locale={locale} />
        </>
      ) : (
        <NoAccounts asked={asked} />
      )}
    </section>
  )
}
