import { formatNumber } from '@/components/ui/format'
import { Pager } from '@/components/ui/pager'
import type { UserPage } from '@/lib/users/view'

type Props = { page: UserPage; q: string; path: string; total: string; locale: string }

export function UserPager({ page, q, path, total, locale }: Props) {
  const { rows, firstRowNumber: first, previous, next } = page
  if (!previous && !next) return null
  const href = (cursor: string) => {
    if (!cursor) return undefined
    return `${path}?${new URLSearchParams(q ? { q, cursor } : { cursor })}#users`
  }
  const last = first + rows.length - 1
  const range = `${formatNumber(first, locale)}–${formatNumber(last, locale)}`
  return (
    <Pager label="Pages of users" previous={href(previous)} next={href(next)}>
      <span>{q ? range : `${range} of ${total}`}</span>
    </Pager>
  )
}
