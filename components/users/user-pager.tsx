import { Announcement } from '@/components/ui/announcement'
import { formatNumber } from '@/components/ui/format'
import { formatPageRange } from '@/components/ui/page-range'
import { Pager } from '@/components/ui/pager'
import type { UserPage } from '@/lib/users/view'

type Props = { page: UserPage; q: string; path: string; total: number; locale: string }

export function UserPager({ page, q, path, total, locale }: Props) {
  const { previous, next } = page
  if (!previous && !next) return null
  const href = (cursor: string) => {
    if (!cursor) return undefined
    return `${path}?${new URLSearchParams(q ? { q, cursor } : { cursor })}#users`
  }
  const range = formatPageRange(page, q ? undefined : total, locale)
  const text = q ? range : `${range} of ${formatNumber(total, locale)}`
  return (
    <Pager label="Pages of users" previous={href(previous)} next={href(next)}>
      <span>{text}</span>
      <Announcement key={q} text={text} when={`${previous} ${next}`} />
    </Pager>
  )
}
