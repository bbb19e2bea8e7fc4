import {
  createUserLinkAction,
  endUserLinksAction,
  resetUserPasswordAction,
} from '@/app/security/accounts/[id]/actions'
import { toLinkTexts } from '@/components/links/link-texts'
import { UserLinkForm } from '@/components/links/user-link-form'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { ResetPasswordForm } from '@/components/users/reset-password-form'
import type { UserDetails } from '@/lib/access/view'
import { isMailOn } from '@/lib/mail/settings'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'

type Props = Pick<UserDetails, 'user' | 'link' | 'passwordPolicy'> & {
  isSelf: boolean
  reader: Reader
}

/** Two ways to a new password: a link to choose one, and one that an administrator types. */
export function PasswordCard({ user, link, passwordPolicy, isSelf, reader }: Props) {
  if (isSelf) {
    return (
      <Card title="Password">
        <CardBody>
          <ButtonLink href={paths.profile}>Change your password</ButtonLink>
        </CardBody>
      </Card>
    )
  }
  return (
    <Card title="Password">
      {user.active && (
        <UserLinkForm
          user={user}
          link={link && toLinkTexts(link, reader)}
          isMailOn={isMailOn()}
          createAction={createUserLinkAction}
          endAction={endUserLinksAction}
        />
      )}
      <ResetPasswordForm user={user} policy={passwordPolicy} action={resetUserPasswordAction} />
    </Card>
  )
}
