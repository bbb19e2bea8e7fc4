import { Download } from 'lucide-react'
import { AccountPager, written } from '@/components/accounts/account-pager'
import { accountRow } from '@/components/accounts/account-rows'
import { AccountTable } from '@/components/accounts/account-table'
import { type AskedList, LIST, listParams } from '@/components/accounts/list-href'
import { NoAccounts } from '@/components/accounts/no-accounts'
import { SelectionBar } from '@/components/accounts/selection-bar'
import { buttonLook } from '@/components/ui/button'
import { SearchBox } from '@/components/ui/search-box'
import { deletionFault } from '@/lib/accounts/policy'
import type { AccountView, Page } from '@/lib/accounts/view'

type Props = { page: Page<AccountView>; asked: AskedList; locale: string }

/** The list of accounts, with its search. */
export function AccountsCard({ page, asked, locale }: Props) {
  const { q: _, cursor: __, ...kept } = asked
  return (
    <section
      aria-label="List of accounts"
      className="rounded-card border border-border bg-surface shadow-[0_1px_2px_rgb(16_24_40/5%)]"
    >
      <div className="flex flex-wrap items-center gap-2 border-border border-b p-3">
        <SearchBox
          path={LIST}
          name="q"
          value={asked.q}
          keep={listParams(kept)}
          label="Search by name, ID or external ID"
        />
        <ExportLink asked={asked} />
      </div>
      {page.rows.length > 0 ? (
        <>
          <SelectionBar
            page={page.rows.filter((account) => !deletionFault(account)).map(({ id }) => id)}
            search={asked.q}
            total={written(page.total, locale)}
          />
          <AccountTable
            rows={JSON.stringify(page.rows.map((account) => accountRow(account, locale)))}
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

// A plain link: what it leads to is a file.
function ExportLink({ asked }: { asked: AskedList }) {
  const { q, sort, direction } = asked
  const query = new URLSearchParams({ ...listParams({ q, sort, direction }) }).toString()
  return (
    <a href={`${LIST}/export?${query}`} download className={buttonLook({}, 'ms-auto')}>
      <Download size={16} aria-hidden="true" />
      Export
    </a>
  )
}
