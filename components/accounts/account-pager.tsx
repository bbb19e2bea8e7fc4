import type { AccountList } from '@/components/accounts/account-list'
import { listHref } from '@/components/accounts/list-href'
import { Announcement } from '@/components/ui/announcement'
import { PageSizes } from '@/components/ui/page-sizes'
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
      <PageSizes
        sizes={pageSizes.map((size) => ({ size, href: listHref(search, { size, cursor: '' }) }))}
        current={search.size}
      />
    </Pager>
  )
}
