import { Announcement } from '@/components/ui/announcement'
import { formatPageRange } from '@/components/ui/page-range'
import { Pager } from '@/components/ui/pager'
import { paths } from '@/lib/paths'
import type { AdministratorPage } from '@/lib/users/view'

type Props = {
  label: string
  page: AdministratorPage<unknown>
  /** The URL parameter with the cursor. */
  name: string
  cardId: string
  locale: string
}

export function RolePager({ label, page, name, cardId, locale }: Props) {
  const { previous, next } = page
  if (!previous && !next) return null
  const href = (cursor: string) =>
    cursor ? `${paths.roles}?${new URLSearchParams({ [name]: cursor })}#${cardId}` : undefined
  const range = formatPageRange(page, undefined, locale)
  return (
    <Pager label={label} previous={href(previous)} next={href(next)}>
      <span>{range}</span>
      <Announcement text={range} when={`${previous} ${next}`} />
    </Pager>
  )
}
