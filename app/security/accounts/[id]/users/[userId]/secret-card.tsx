import {
  resetUserSecretAction,
  withdrawUserSecretAction,
} from '@/app/security/accounts/[id]/actions'
import { Card, CardBody } from '@/components/ui/card'
import type { SecretChange } from '@/components/users/secret-change'
import { secretCreated } from '@/components/users/secret-created'
import { SecretForm } from '@/components/users/secret-form'
import type { UserDetails } from '@/lib/access/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'
import { fullName } from '@/lib/users/view'

type Props = Pick<UserDetails, 'user'> & {
  confirming: SecretChange | undefined
  reader: Reader
}

export function SecretCard({ user, confirming, reader }: Props) {
  const path = paths.user(user)
  const secret = user.hasSecret ? { createdAt: user.secretCreatedAt } : null
  return (
    <Card title="User Secret" id="secret">
      {user.active ? (
        <SecretForm
          resetAction={resetUserSecretAction}
          withdrawAction={withdrawUserSecretAction}
          hidden={{ id: user.id }}
          label="User Secret"
          created={secretCreated(secret, reader)}
          help="This user's scripts call the API with it. A new secret is shown once and replaces the old one immediately."
          consequence={`Every script and integration that uses the secret of ${fullName(user)} stops working now.`}
          href={`${path}#secret`}
          confirmHref={{ reset: `${path}?reset#secret`, withdraw: `${path}?withdraw#secret` }}
          confirming={confirming}
        />
      ) : (
        <CardBody>
          <p className="text-text-2">A deactivated user can't have a User Secret.</p>
        </CardBody>
      )}
    </Card>
  )
}
