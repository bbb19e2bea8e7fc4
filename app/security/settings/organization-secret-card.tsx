import {
  endPreviousSecretAction,
  resetOrganizationSecretAction,
  withdrawOrganizationSecretAction,
} from '@/app/security/settings/actions'
import { OverlapField } from '@/components/settings/overlap-field'
import { PreviousSecret } from '@/components/settings/previous-secret'
import { describeCallers, describeSwitched } from '@/components/settings/secret-callers'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { formatTime } from '@/components/ui/format'
import { toTimeProps } from '@/components/ui/time'
import type { SecretChange } from '@/components/users/secret-change'
import { secretCreated } from '@/components/users/secret-created'
import { SecretForm } from '@/components/users/secret-form'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'
import type { SettingsView } from '@/lib/settings/view'

type Props = Pick<SettingsView, 'organization' | 'secret'> & {
  confirming: SecretChange | undefined
  reader: Reader
}

export function OrganizationSecretCard({ organization, secret, confirming, reader }: Props) {
  const callers = describeCallers(secret?.callers ?? 0, reader.locale)
  const previous = secret?.previous && {
    until: toTimeProps(secret.previous.until, reader, formatTime),
    switched: describeSwitched(secret.previous, reader.locale),
  }
  return (
    <Card
      title="Organization Secret"
      id="organization-secret"
      actions={<ButtonLink href={paths.apiDocs}>API documentation</ButtonLink>}
    >
      <SecretForm
        resetAction={resetOrganizationSecretAction}
        withdrawAction={withdrawOrganizationSecretAction}
        hidden={{}}
        label="Organization Secret"
        created={secretCreated(secret, reader)}
        confirming={confirming}
        help="Every script of the organization needs it to call the API. After a reset, the old secret can keep working for 24 hours, so that you can change the scripts one by one."
        consequence={`Every script and integration of ${organization.name} stops working now, for everyone. ${callers}`}
        resetConsequence={callers}
        resetChoice={<OverlapField previousUntil={previous?.until} />}
        href={paths.organizationSecret}
        confirmHref={{
          reset: `${paths.settings}?reset#organization-secret`,
          withdraw: `${paths.settings}?withdraw#organization-secret`,
        }}
      >
        {secret && <p>{callers}</p>}
      </SecretForm>
      <PreviousSecret
        key={secret?.createdAt?.toISOString()}
        previous={previous}
        action={endPreviousSecretAction}
      />
    </Card>
  )
}
