import { MetadataList } from '@/components/ui/metadata-list'
import { StatusPill } from '@/components/ui/status'
import { DateText } from '@/components/ui/time'
import { UserStatus } from '@/components/users/user-status'
import type { Reader } from '@/lib/reader'
import type { UserView, WithPassword } from '@/lib/users/view'

type Props = { user: UserView & WithPassword & { signInBlocked: boolean }; reader: Reader }

export function UserMetadata({ user, reader }: Props) {
  const { id, createdAt, active, signInBlocked } = user
  const badges = (
    <>
      <UserStatus user={user} />
      {active && signInBlocked && <StatusPill tone="warn">Sign-in blocked</StatusPill>}
    </>
  )
  return (
    <MetadataList badges={badges}>
      <span className="tabular-nums">{`ID ${id}`}</span>
      <span>
        Created <DateText date={createdAt} reader={reader} />
      </span>
    </MetadataList>
  )
}
