import type { AccountList } from '@/components/accounts/account-list'
import { listHref } from '@/components/accounts/list-href'
import { Announcement } from '@/components/ui/announcement'
import { Link } from '@/components/ui/link'
import { Pager } from '@/components/ui/pager'
import { pageSizes } from '@/lib/accounts/policy'
import type { AccountSearch } from '@/lib/accounts/query-schema'

type Props = { list: AccountList; search: AccountSearch }

export function AccountPager({ list, search }: Props) {
  const { previous, next, last, range } = list
  const href = (cursor: string) => (cursor ? listHref(search, { cursor }) : undefined)
  return (
    <Pager label="Pages of accounts" previous={href(previous)} next={href(next)} last={href(last)}>
      <span>{range}</span>
      <Announcement key={search.q} text={range} when={`${search.cursor} ${search.size}`} />
      <span className="flex items-center gap-1 print:hidden">
        <span>Rows</span>
        {pageSizes.map((size) => (
          <Link
            key={size}
            href={listHref(search, { size, cursor: '' })}
            keepScroll
            aria-label={`${size} rows per page`}
            aria-current={size === search.size ? 'true' : undefined}
            className="chosen grid min-h-6 min-w-8 place-items-center rounded-mark px-1 hover:bg-hover aria-[current]:bg-subtle aria-[current]:text-text max-md:min-h-11 max-md:min-w-11"
          >
            {size}
          </Link>
        ))}
      </span>
    </Pager>
  )
}
