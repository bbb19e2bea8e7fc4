import { deleteUserAction, setUserActiveAction } from '@/app/security/accounts/[id]/actions'
import { PageHeading } from '@/components/shell/page'
import { DeleteUserLink } from '@/components/users/delete-user-link'
import { UserActiveForm } from '@/components/users/user-active-form'
import { UserMetadata } from '@/components/users/user-metadata'
import type { UserDetails } from '@/lib/access/view'
import type { Reader } from '@/lib/reader'
import { whyNotRemovable } from '@/lib/users/policy'
import { fullName } from '@/lib/users/view'

type Props = Pick<UserDetails, 'user' | 'adminContext'> & { reader: Reader }

export function UserHeading({ user, adminContext, reader }: Props) {
  const blocked = whyNotRemovable(user, adminContext)
  const actions = (
    <>
      <UserActiveForm user={user} action={setUserActiveAction} blocked={blocked} />
      <DeleteUserLink user={user} action={deleteUserAction} blocked={blocked !== undefined} />
      {blocked && (
        <p id="removal-reason" className="w-full text-help text-text-2 md:text-end">
          {blocked}
        </p>
      )}
    </>
  )
  return (
    <PageHeading title={fullName(user)} actions={actions}>
      <UserMetadata user={user} reader={reader} />
    </PageHeading>
  )
}
