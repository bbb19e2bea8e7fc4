import { MetadataList } from '@/components/ui/metadata-list'
import { Status } from '@/components/ui/status'
import { DateText } from '@/components/ui/time'
import type { UserView } from '@/lib/users/view'

export function UserMetadata({ user, locale }: { user: UserView; locale: string }) {
  const { id, active, createdAt, lastLoginAt } = user
  return (
    <MetadataList badges={<Status active={active} />}>
      <span className="tabular-nums">{`ID ${id}`}</span>
      <span>
        Created <DateText date={createdAt} locale={locale} />
      </span>
      <span>
        <span>Last login:</span>{' '}
        {lastLoginAt ? <DateText date={lastLoginAt} locale={locale} /> : <span>Never</span>}
      </span>
    </MetadataList>
  )
}
