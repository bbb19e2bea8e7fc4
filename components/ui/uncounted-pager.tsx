import { Announcement } from '@/components/ui/announcement'
import { formatPageRange } from '@/components/ui/page-range'
import { Pager } from '@/components/ui/pager'

type Props = {
  label: string
  page: { rows: unknown[]; firstRowNumber: number; previous: string; next: string }
  hrefOf(cursor: string): string
  locale: string
}

/** For a list whose rows nobody counts. Nothing if all of them are on one page. */
export function UncountedPager({ label, page, hrefOf, locale }: Props) {
  const { previous, next } = page
  if (!previous && !next) return null
  const href = (cursor: string) => (cursor ? hrefOf(cursor) : undefined)
  const range = formatPageRange(page, undefined, locale)
  return (
    <Pager label={label} previous={href(previous)} next={href(next)}>
      <span>{range}</span>
      <Announcement text={range} when={`${previous} ${next}`} />
    </Pager>
  )
}
