import { listHref } from '@/components/accounts/list-href'
import { writtenNumber } from '@/components/ui/formats'
import { Link } from '@/components/ui/link'
import { Pager } from '@/components/ui/pager'
import { type FindAccounts, pageSizes } from '@/lib/accounts/schema'
import type { AccountView, Page, Total } from '@/lib/accounts/view'

type Props = { page: Page<AccountView>; asked: FindAccounts; locale: string }

/** Where one is in the list of accounts, how many there are, and the way on. */
export function AccountPager({ page, asked, locale }: Props) {
  const { previous, next, last } = page
  const to = (cursor: string) => (cursor ? listHref(asked, { cursor }) : undefined)
  return (
    <Pager label="Pages of accounts" previous={to(previous)} next={to(next)} last={to(last)}>
      <span>{placeOf(page, locale)}</span>
      <span className="no-print flex items-center gap-1">
        Rows
        {pageSizes.map((size) => (
          <Link
            key={size}
            href={listHref(asked, { size, cursor: '' })}
            stays
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

/** Where the page is; counted from the first one, or from the end where the end is known. */
function placeOf({ rows, first, total, next }: Props['page'], locale: string): string {
  const from = first || (total.exact && !next ? Math.max(1, total.count - rows.length + 1) : 0)
  const all = written(total, locale)
  if (from === 0) return next ? `${rows.length} of ${all}` : `The last ${rows.length} of ${all}`
  const to = from + rows.length - 1
  return `${writtenNumber(from, locale)}–${writtenNumber(to, locale)} of ${all}`
}

/** A count as it is said: exact, or "about" where it is an estimate. */
export function written({ count, exact }: Total, locale: string): string {
  const number = writtenNumber(count, locale)
  return exact ? number : `about ${number}`
}
