import type { AccountList } from '@/components/accounts/account-list'
import { listHref } from '@/components/accounts/list-href'
import { Link } from '@/components/ui/link'
import { Pager } from '@/components/ui/pager'
import { pageSizes } from '@/lib/accounts/policy'
import type { AccountSearch } from '@/lib/accounts/schema'

type Props = { list: AccountList; asked: AccountSearch }

/** Where one is in the list of accounts, how many there are, and the way on. */
export function AccountPager({ list, asked }: Props) {
  const { previous, next, last, place } = list
  const to = (cursor: string) => (cursor ? listHref(asked, { cursor }) : undefined)
  return (
    <Pager label="Pages of accounts" previous={to(previous)} next={to(next)} last={to(last)}>
      <span>{place}</span>
      <span className="flex items-center gap-1 print:hidden">
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
