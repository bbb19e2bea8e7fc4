import { MetadataList } from '@/components/ui/metadata-list'
import { DateText } from '@/components/ui/time'
import { UserStatus } from '@/components/users/user-status'
import type { Reader } from '@/lib/reader'
import type { UserView, WithPassword } from '@/lib/users/view'

export function UserMetadata({ user, reader }: { user: UserView & WithPassword; reader: Reader }) {
  const { id, createdAt } = user
  return (
    <MetadataList badges={<UserStatus user={user} />}>
      <span className="tabular-nums">{`ID ${id}`}</span>
      <span>
        Created <DateText date={createdAt} reader={reader} />
      </span>
    </MetadataList>
  )
}
