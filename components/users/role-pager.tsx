import { UncountedPager } from '@/components/ui/uncounted-pager'
import type { UncountedPage } from '@/lib/listing/view'
import { paths } from '@/lib/paths'

type Props = {
  label: string
  page: UncountedPage<unknown>
  /** The URL parameter with the cursor. */
  name: string
  cardId: string
  locale: string
}

export function RolePager({ name, cardId, ...pager }: Props) {
  const hrefOf = (cursor: string) =>
    `${paths.roles}?${new URLSearchParams({ [name]: cursor })}#${cardId}`
  return <UncountedPager {...pager} hrefOf={hrefOf} />
}
