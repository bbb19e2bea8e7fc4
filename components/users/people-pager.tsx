import { Announcement } from '@/components/ui/announcement'
import { PageSizes } from '@/components/ui/page-sizes'
import { Pager } from '@/components/ui/pager'
import { peopleHref, searchQuery } from '@/components/users/people-href'
import type { PeopleList } from '@/components/users/people-list'
import { pageSizes } from '@/lib/accounts/policy'
import type { PeopleSearch } from '@/lib/user-list/schema'

type Props = { list: PeopleList; search: PeopleSearch }

export function PeoplePager({ list, search }: Props) {
  const { previous, next, last, range } = list
  const href = (cursor: string) => (cursor ? peopleHref(search, { cursor }) : undefined)
  return (
    <Pager label="Pages of users" previous={href(previous)} next={href(next)} last={href(last)}>
      <span>{range}</span>
      <Announcement
        key={searchQuery(search)}
        text={range}
        when={`${search.cursor} ${search.size}`}
      />
      <PageSizes
        sizes={pageSizes.map((size) => ({ size, href: peopleHref(search, { size }) }))}
        current={search.size}
      />
    </Pager>
  )
}
