import { Facts } from '@/components/ui/metadata-list'
import { Status } from '@/components/ui/status'
import { Day } from '@/components/ui/time'
import type { UserView } from '@/lib/users/view'

/** What is known of a user at a glance. */
export function UserFacts({ user, locale }: { user: UserView; locale: string }) {
  const { id, active, createdAt, lastLoginAt } = user
  return (
    <Facts marks={<Status active={active} />}>
      <span className="tabular-nums">{`ID ${id}`}</span>
      <span>
        Created <Day date={createdAt} locale={locale} />
      </span>
      <span>Last login: {lastLoginAt ? <Day date={lastLoginAt} locale={locale} /> : 'Never'}</span>
    </Facts>
  )
}
