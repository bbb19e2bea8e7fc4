import { MetadataList } from '@/components/ui/metadata-list'
import { DateText } from '@/components/ui/time'
import { UserStatus } from '@/components/users/user-status'
import type { Reader } from '@/lib/reader'
import type { StatusFacts, UserView } from '@/lib/users/view'
import { userStatus } from '@/lib/users/view'

type Props = { user: UserView & StatusFacts; reader: Reader }

export function UserMetadata({ user, reader }: Props) {
  const { id, createdAt } = user
  return (
    <MetadataList badges={<UserStatus status={userStatus(user)} />}>
      <span className="tabular-nums">{`ID ${id}`}</span>
      <span>
        Created <DateText date={createdAt} reader={reader} />
      </span>
    </MetadataList>
  )
}
