import type { ComponentProps } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { SecretForm } from '@/components/users/secret-form'
import { paths } from '@/lib/paths'

type Props = { organizationName: string } & Pick<
  ComponentProps<typeof SecretForm>,
  'created' | 'confirming' | 'resetAction' | 'withdrawAction'
>

export function OrganizationSecretCard({ organizationName, ...secret }: Props) {
  return (
    <Card title="Organization Secret" id="organization-secret">
      <SecretForm
        {...secret}
        hidden={{}}
        label="Organization Secret"
        consequence={`Every script and integration of ${organizationName} stops working now, for everyone.`}
        href={paths.organizationSecret}
        confirmHref={{
          reset: `${paths.settings}?reset#organization-secret`,
          withdraw: `${paths.settings}?withdraw#organization-secret`,
        }}
        help="Every script of the organization needs it to call the API. A new secret replaces the old one immediately, for all scripts."
      />
      <div className="px-4 pb-4 md:px-6 md:pb-6">
        <ButtonLink href={paths.apiDocs}>API documentation</ButtonLink>
      </div>
    </Card>
  )
}
