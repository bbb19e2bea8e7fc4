import { formatNumber } from '@/components/ui/format'
import type { Person } from '@/lib/user-jobs/view'
import { fullName } from '@/lib/users/view'

type Props = { people: Person[]; count: number; locale: string }

/** "Ada Probe, Grace Hopper and 12 more". */
export function PersonNames({ people, count, locale }: Props) {
  const more = count - people.length
  return (
    <>
      <bdi>{people.map(fullName).join(', ')}</bdi>
      {more > 0 && <span>{` and ${formatNumber(more, locale)} more`}</span>}
    </>
  )
}
