import type { ComponentProps } from 'react'
import { resetOwnSecretAction, withdrawOwnSecretAction } from '@/app/profile/actions'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { SecretForm } from '@/components/users/secret-form'
import { paths } from '@/lib/paths'

type Props = Pick<ComponentProps<typeof SecretForm>, 'created' | 'confirming'> & {
  isAdministrator: boolean
}

export function UserSecretCard({ isAdministrator, ...secret }: Props) {
  return (
    <Card
      title="User Secret"
      id="user-secret"
      actions={
        isAdministrator && (
          <ButtonLink href={paths.organizationSecret}>Organization Secret in Settings</ButtonLink>
        )
      }
    >
      <SecretForm
        {...secret}
        resetAction={resetOwnSecretAction}
        withdrawAction={withdrawOwnSecretAction}
        hidden={{}}
        label="User Secret"
        consequence="Every script and integration that uses your secret stops working now."
        href={`${paths.profile}#user-secret`}
        confirmHref={{
          reset: `${paths.profile}?reset#user-secret`,
          withdraw: `${paths.profile}?withdraw#user-secret`,
        }}
        help="Your scripts need it, together with the Organization Secret, to call the API. It is shown only once. A new secret replaces the old one immediately."
      />
    </Card>
  )
}
