import Link from 'next/link'
import { listHref } from '@/components/accounts/list-href'
import { Pager } from '@/components/ui/pager'
import { type FindAccounts, pageSizes } from '@/lib/accounts/schema'
import type { AccountView, Page, Total } from '@/lib/accounts/view'

type Props = { page: Page<AccountView>; asked: FindAccounts; locale: string }

/** Where one is in the list of accounts, how many there are, and the way on. */
export function AccountPager({ page, asked, locale }: Props) {
  const { rows, first, total, previous, next } = page
  const to = (cursor: string) => (cursor ? listHref(asked, { cursor }) : undefined)
  const last = first + rows.length - 1
  return (
    <Pager label="Pages of accounts" previous={to(previous)} next={to(next)}>
      <span>
        {`${first.toLocaleString(locale)}–${last.toLocaleString(locale)} of ${written(total, locale)}`}
      </span>
      <span className="no-print flex items-center gap-1">
        Rows
        {pageSizes.map((size) => (
          <Link
            key={size}
            href={listHref(asked, { size, cursor: '' })}
            prefetch={false}
            scroll={false}
            aria-label={`${size} rows a page`}
            aria-current={size === asked.size ? 'true' : undefined}
            className="grid min-h-6 min-w-8 place-items-center rounded-mark px-1 hover:bg-hover chosen aria-[current]:bg-subtle aria-[current]:text-text max-md:min-h-11 max-md:min-w-11"
          >
            {size}
          </Link>
        ))}
      </span>
    </Pager>
  )
}

/** A count as it is said: exact, or "about" where it is an estimate. */
export function written({ count, exact }: Total, locale: string): string {
  const number = count.toLocaleString(locale)
  return exact ? number : `about ${number}`
}
